# statistics: figures over all evaluations of one account, each beside a plain SQL aggregate over the same rows, and the most
# memory that the service needed for it. SQL takes the latest value of each rater for a target, as the service does; plain
# takes all rows as they stand; average asks for counts and means alone. They are run by psql as the service's role, with the
# settings that it makes. The service is started anew for each turn and warmed up on a small account of the same database.
declare -A statistics_of=(
  [all]='distribution|paired comparison|unpaired comparison|coverage|gate|page by time|page by value'
  [Grade]='agreement|calibration|page behind agreement|page behind calibration' [Score]='agreement|calibration')
statistics_small=1000

figure_statistics() {
  local rows database runs of names name
  for rows in "${statistics_rows[@]}"; do
    database=statistics_$rows
    make_statistics
    statistics_fit
    for of in all Grade Score; do
      IFS='|' read -ra names <<<"${statistics_of[$of]}"
      interleaved statistics_with "${names[@]}" SQL plain average
    done
    sql main -c "drop database $database"
  done
  for of in all Grade Score; do
    IFS='|' read -ra names <<<"${statistics_of[$of]}"
    for name in "${names[@]}"; do statistics_compared; done
  done
  note 'SQL takes the latest of each rater for a target, as the service does; plain takes all rows as they stand; average leaves out quantiles.'
  note 'The memory is the most that a request took over the idle service; its growth is from the fewest to the most rows.'
}

# A run has 6.06 evaluations on average. Sets $runs.
make_statistics() {
  local began=$SECONDS
  runs=$((rows * 100 / 606))
  create_database "$database"
  sql "$database" -f "$here/bench/sql/statistics-rows.sql"
  echo "  filling $database: $runs runs" >&2
  statistics_filled bench-1 "$runs"
  statistics_filled bench-2 "$statistics_small"
  sql "$database" -c 'vacuum (analyze)' -c checkpoint
  note "statistics, $(sql "$database" -c "
    select format('$rows: %s evaluations of $runs runs, of which %s are second values and %s are corrected, %s, made in',
      count(*), count(*) - 6 * $runs, count(*) filter (where version > 1), pg_size_pretty(pg_database_size(current_database())))
    from run_evaluations where account_id = 'bench-1'") $((SECONDS - began)) s. Their hashes are made up."
}

# An account with so many runs, in two halves at a time, and without looking up what is known to be there.
statistics_filled() {
  local half job jobs=()
  sql "$database" -c "call bench.prepare_statistics('$1')"
  for half in "1, $(($2 / 2))" "$(($2 / 2 + 1)), $2"; do
    sql "$database" -c "set session_replication_role = replica" -c "set synchronous_commit = off" \
      -c "call bench.make_judgments('$1', $half)" &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || fail 'The rows could not be made.'; done
}

# Fails unless the answers are those of the SQL: how many, how many were set aside, and the means; and unless the others are
# of as many targets as there are.
statistics_fit() {
  local of=all name=distribution expected there
  expected=$(statistics_sql SQL | tail -n +3)
  there=$(sql "$database" -c "select count(*) from run_evaluations where account_id = 'bench-1'")
  Statistics__Timeout=00:10:00 start_service service "$database"
  statistics_ask
  statistics_holds "
    const expected = \`$expected\`.split('\n').map(line => line.split(' '))
    const counted = expected.reduce((sum, [, n]) => sum + Number(n), 0)
    return expected.length === 2 && body.distributions.length === 2 && body.counted === counted && body.set_aside === $there - counted
      && expected.every(([label, n, mean]) => {
        const told = body.distributions.find(one => one.evaluation_label_id === label)
        return told.n === Number(n) && told.runs === $runs && Math.abs(told.mean.value - mean) < 1e-9
      })"
  for of in Grade Score; do
    name=agreement
    statistics_ask
    statistics_holds "return body.comparable_targets === $runs && body.raters.length === 3 && body.krippendorff_alpha.low !== null"
    name=calibration
    statistics_ask
    statistics_holds "return body.targets === $runs && body.figures.mean_error.low !== null && body.figures.kendall_tau_b.low !== null"
  done
  of=all name='paired comparison'
  statistics_ask
  statistics_holds "return body.labels.length === 2 && body.labels.every(one => one.baseline_runs === $((runs / 2))
    && one.candidate_runs === $((runs / 2)) && one.test.p_value !== null)"
  name='unpaired comparison'
  statistics_ask
  statistics_holds "return body.labels.length === 2 && body.labels.every(one => one.baseline_runs + one.candidate_runs === $runs
    && one.test.p_value !== null)"
  name=coverage
  statistics_ask
  statistics_holds "return body.labels.length === 2 && body.labels.every(one => one.runs === $runs && one.covered === $runs)"
  name=gate
  statistics_ask
  statistics_holds 'return body.conditions.length === 4 && body.conditions.every(one => one.figure.value !== null)'
  for name in 'page by time' 'page by value' 'page behind agreement' 'page behind calibration'; do
    statistics_ask
    statistics_holds 'return body.length === 100'
  done
  stop_candidate service
}

statistics_holds() {
  node -e "const body = JSON.parse(require('fs').readFileSync('$work/body')); process.exit((() => { $1 })() ? 0 : 1)" ||
    fail "statistics: $name of $of is answered wrong: $(head -c 1000 "$work/body")"
}

# One turn of a candidate, over all rows or those of a label. Of the service also the memory, whose peak is made what is
# held before the request.
statistics_with() {
  local name=$1 figure="$of of $rows" idle grown
  case $name in SQL | plain | average) statistics_took statistics_sql "$name"; return ;; esac
  Statistics__Timeout=00:10:00 start_service service "$database"
  statistics_warm
  sleep 1
  idle=$(statistics_memory VmRSS)
  echo 5 >"/proc/${process[service]}/clear_refs"
  statistics_took statistics_ask
  grown=$(awk -v kb=$(($(statistics_memory VmHWM) - idle)) 'BEGIN { printf "%.2f", kb / 1024 }')
  stop_candidate service
  record "$figure" "$name" 'MB over idle' "$grown"
  told "$figure" "$name" "$grown MB over $((idle / 1024)) MB"
}

# Calls a function with what follows it, and records how long it took.
statistics_took() {
  local began seconds
  began=$(date +%s%N)
  "$@" >"$work/took"
  seconds=$(awk -v ns=$(($(date +%s%N) - began)) 'BEGIN { printf "%.3f", ns / 1e9 }')
  record "$figure" "$name" s "$seconds"
  told "$figure" "$name" "$seconds s"
}

# Of the service, in kB.
statistics_memory() { awk -v name="$1:" '$1 == name { print $2 }' "/proc/${process[service]}/status"; }

# A reference: the account, the settings and the statement in one transaction.
statistics_sql() {
  local file=statistics labels=null
  [ "$1" = SQL ] || file+=-$1
  [ "$of" = all ] || labels="'{$(statistics_label)}'"
  sql "$database" --username=evaluations_1 --single-transaction --field-separator=' ' -v "account='bench-1'" \
    -v "labels=$labels" -f "$here/bench/sql/account.sql" -f "$here/bench/sql/statistics-settings.sql" \
    -f "$here/bench/sql/$file.sql"
}

# Fails unless the answer, which goes to $work/body, is a success.
statistics_ask() {
  local path body data=() status
  IFS=$'\t' read -r path body <<<"$(statistics_request)"
  [ -z "$body" ] || data=(-H 'Content-Type: application/json' -d "$body")
  status=$(answer service "$path" "${data[@]}")
  [ "$status" = 200 ] || fail "statistics: $status to $path for $name of $of: $(head -c 1000 "$work/body")"
}

# The same of the small account, again and again.
statistics_warm() {
  local answers bad
  printf 'bench-2\t%s\n' "$(statistics_request)" >"$work/statistics"
  read -r answers _ _ _ bad <<<"$(drive service "$work/statistics" 1 "$((warm_up / 8 + 1))")"
  [ "${answers:-0}" -gt 0 ] && [ "$bad" = 0 ] || fail "statistics: $name of $of was not answered with success in the warm-up."
}

# Of $name over the rows of $of: path and body.
statistics_request() {
  local before after both sides behind
  before="{\"experiment_id\":\"$(uuid_of 'experiment 1')\"}" after="{\"experiment_id\":\"$(uuid_of 'experiment 0')\"}"
  both="\"evaluation_label_ids\":[\"$(uuid_of 'label 1')\",\"$(uuid_of 'label 2')\"]"
  sides="$both,\"baseline\":$before,\"candidate\":$after"
  case $name in
    distribution) printf '/v1/statistics\t{}' ;;
    agreement) printf '/v1/agreement\t{"evaluation_label_id":"%s"}' "$(statistics_label)" ;;
    calibration) printf '/v1/calibration\t{"evaluation_label_id":"%s","evaluator_id":"%s","gold":{"authors":["ada","bob"]}}' \
      "$(statistics_label)" "$(uuid_of judge)" ;;
    'paired comparison') printf '/v1/comparison\t{%s,"pair_by":"case"}' "$sides" ;;
    'unpaired comparison') printf '/v1/comparison\t{%s}' "$sides" ;;
    coverage) printf '/v1/coverage\t{%s,"raters":3}' "$both" ;;
    gate)
      sides="\"baseline\":$before,\"pair_by\":\"case\""
      printf '/v1/gate\t{%s,"conditions":[' "${after:1:-1}"
      printf '{"figure":"mean","evaluation_label_id":"%s","low_at_least":0.4},' "$(uuid_of 'label 1')"
      printf '{"figure":"krippendorff_alpha","evaluation_label_id":"%s","at_least":0.667},' "$(uuid_of 'label 2')"
      printf '{"figure":"coverage","evaluation_label_id":"%s","raters":3,"at_least":0.95},' "$(uuid_of 'label 2')"
      printf '{"figure":"no_regression","evaluation_label_id":"%s",%s}]}' "$(uuid_of 'label 1')" "$sides"
      ;;
    'page by time') printf '/v1/evaluations?sort=time' ;;
    'page by value') printf '/v1/evaluations?sort=value' ;;
    'page behind '*)
      behind="\"evaluation_label_id\":\"$(statistics_label)\",\"counted\":true,\"min_raters\":2"
      [ "$name" = 'page behind agreement' ] ||
        behind+=",\"rated_by\":[{\"evaluator_id\":\"$(uuid_of judge)\"}],\"decided\":true"
      behind={$behind}
      printf '/v1/evaluations?selection=%s' "$(node -p 'encodeURIComponent(process.argv[1])' "$behind")"
      ;;
  esac
}

statistics_label() { [ "$of" = Score ] && uuid_of 'label 1' || uuid_of 'label 2'; }

# As the scripts of bench/sql make them.
uuid_of() { printf %s "$1" | md5sum | sed -E 's/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/\1-\2-\3-\4-\5/'; }

# The rows of the table for $name over the rows of $of.
statistics_compared() {
  local rows goal= reference fewest=${statistics_rows[0]} most=${statistics_rows[-1]} targets
  case $name in distribution) goal='≤ 1.5' ;; agreement | calibration) goal='≤ 5' ;; esac
  for rows in "${statistics_rows[@]}"; do
    compare "$of of $rows" s "$name" SQL "$goal"
    [ -z "$goal" ] || for reference in plain average; do compare "$of of $rows" s "$name" "$reference"; done
    compare "$of of $rows" 'MB over idle' "$name" -
  done
  [ "$most" -gt "$fewest" ] || return 0
  # A target is a run and a label.
  targets=$((most * 100 / 606 - fewest * 100 / 606))
  [ "$of" != all ] || targets=$((targets * 2))
  for round in $(seq "$rounds"); do
    record "$of, growth of memory" "$name" 'bytes a target' "$(awk -F '\t' -v name="$name" -v round="$round" -v targets="$targets" \
      -v most="$of of $most" -v fewest="$of of $fewest" '
      $2 == name && $3 == "MB over idle" && $4 == round { if ($1 == most) mb += $5; if ($1 == fewest) mb -= $5 }
      END { bytes = mb * 1048576 / targets; printf "%.1f", (bytes > -0.05 && bytes < 0) ? 0 : bytes }' "$work/results")"
  done
  compare "$of, growth of memory" 'bytes a target' "$name" - '≤ 64 bytes'
}
