# humanloop: what clients of Humanloop's API ask of an evaluation that has 10 runs of 10,000 datapoints and 3 evaluators,
# 300,000 judgments, against one of 10 runs of 100 datapoints. On one connection: clients ask, wait, and ask again. All are in
# one database, each in an account of its own. Of "corrected", as large, one evaluation in a hundred has been corrected.
humanloop_runs=10
declare -A suite suite_account suite_datapoints

figure_humanloop() {
  local name
  suite_account=([small]=bench-1 [large]=bench-2 [corrected]=bench-3)
  suite_datapoints=([small]=$((humanloop_datapoints / 100)) [large]=$humanloop_datapoints [corrected]=$humanloop_datapoints)
  create_database humanloop
  start_service service humanloop
  for name in small large corrected; do
    address[$name]=${address[service]}
    echo "  filling $name: $humanloop_runs runs of ${suite_datapoints[$name]} datapoints" >&2
    make_suite "$name"
    sql humanloop -v "account=${suite_account[$name]}" -v "suite=$(uuid "${suite[$name]}")" \
      -v "corrected_every=$([ "$name" = corrected ] && echo 100 || echo 0)" -f "$here/bench/sql/humanloop.sql"
  done
  sql humanloop -c 'vacuum (analyze)' -c checkpoint
  for name in small large corrected; do
    answers_fit "$name"
    humanloop_verified "$name"
    humanloop_requests "$name"
  done
  for kind in stats 'logs, first page' 'logs, middle page' runs; do
    for name in small large corrected; do drive "$name" "$work/humanloop $kind $name" 1 "$((warm_up / 8 + 1))" >/dev/null; done
    interleaved humanloop_with small large corrected
  done
  for how in 'all counted anew' 'one more judgment' 'one more correction'; do interleaved humanloop_first small large; done
  for name in small large corrected; do answers_fit "$name"; humanloop_verified "$name"; done
  stop_candidate service
  interleaved humanloop_start small large
  sql main -c 'drop database humanloop'
  for kind in stats 'logs, first page' 'logs, middle page' runs; do
    for name in large corrected; do
      compare "$kind" 'p50 ms' "$name" small '≤ 10'
      compare "$kind" 'p99 ms' "$name" small
    done
  done
  for how in 'all counted anew' 'one more judgment' 'one more correction' 'first of a process'; do
    compare "stats, $how" ms large small
  done
  note "humanloop: large and corrected have $humanloop_runs runs of $humanloop_datapoints datapoints and 3 evaluators, small $humanloop_runs of ${suite_datapoints[small]}."
  note 'What is counted is kept until it changes. All is counted anew where every run has changed; after one judgment or correction only its run is.'
}

humanloop_with() { load "$kind" "$1" "$work/humanloop $kind $1" 1; }

# Of the stats alone: the first answer after something has happened, the median of nine.
humanloop_first() {
  local name=$1 turn began
  for turn in $(seq 9); do
    "after_${how// /_}" "$name" "$turn"
    timed "$name" "/v5/evaluations/${suite[$name]}/stats" >>"$work/timed"
  done
  record "stats, $how" "$name" ms "$(median <"$work/timed")"
  told "stats, $how" "$name" "$(median <"$work/timed") ms"
  rm "$work/timed"
}

# The same as far as the service can tell as if each run had another Log.
after_all_counted_anew() {
  sql humanloop -c "update humanloop_counts set changes = changes + 1 where account_id = '${suite_account[$1]}'"
}

# The boolean evaluator has another opinion of some Log.
after_one_more_judgment() {
  local log judgment
  IFS=$'\t' read -r log judgment <<<"$(sql humanloop --field-separator=$'\t' -c "
    select 'log_' || replace(e.run_id::text, '-', ''), case e.value when 1 then 'false' else 'true' end
    from run_evaluations e join evaluation_labels l on l.account_id = e.account_id and l.id = e.evaluation_label_id
    where e.account_id = '${suite_account[$1]}' and l.value_type = 'binary'
    order by md5(e.id::text || '$round/$2') limit 1")"
  ask "$1" 200 /v5/evaluators/log "{\"path\":\"boolean\",\"parent_id\":\"$log\",\"judgment\":$judgment}"
}

after_one_more_correction() {
  local path value
  IFS=$'\t' read -r path value <<<"$(sql humanloop --field-separator=$'\t' -c "
    select '/v1/run/' || e.run_id || '/evaluation/' || e.id, 1 - e.value
    from run_evaluations e join evaluation_labels l on l.account_id = e.account_id and l.id = e.evaluation_label_id
    where e.account_id = '${suite_account[$1]}' and l.value_type = 'binary'
    order by md5(e.id::text || '$round/$2/corrected') limit 1")"
  ask "$1" 200 "$path" "{\"value\":$value}" -X PUT
}

# The first answer of a process that has answered nothing but that it is there: nothing is kept, much is not compiled.
humanloop_start() {
  local took
  start_service fresh humanloop
  address[$1]=${address[fresh]}
  took=$(timed "$1" "/v5/evaluations/${suite[$1]}/stats")
  stop_candidate fresh
  record 'stats, first of a process' "$1" ms "$took"
  told 'stats, first of a process' "$1" "$took ms"
}

# Over the API: a dataset, a flow, three evaluators, and an evaluation with runs that have no Logs yet. Sets suite[name].
make_suite() {
  local name=$1 dataset flow evaluators= type run
  seq "${suite_datapoints[$name]}" | awk 'BEGIN { printf "{\"path\":\"dataset\",\"datapoints\":[" }
    { printf "%s{\"inputs\":{\"question\":\"What is the capital of country %d?\"},\"target\":{\"answer\":\"Paris\"}}", (NR > 1 ? "," : ""), $1 }
    END { print "]}" }' >"$work/dataset"
  ask "$name" 200 /v5/datasets "@$work/dataset"
  dataset=$(member version_id)
  ask "$name" 200 /v5/flows '{"path":"flow","attributes":{"model":"any"}}'
  flow=$(member version_id)
  for type in '"boolean"' '"number","number_limits":{"min":0,"max":1}' \
    '"select","options":[{"name":"poor"},{"name":"fair"},{"name":"good"}]'; do
    ask "$name" 200 /v5/evaluators "{\"path\":$(cut -d , -f 1 <<<"$type"),\"spec\":{\"evaluator_type\":\"external\",
      \"arguments_type\":\"target_required\",\"return_type\":$type}}"
    evaluators+=",{\"version_id\":\"$(member version_id)\"}"
  done
  ask "$name" 201 /v5/evaluations "{\"name\":\"$name\",\"file\":{\"path\":\"flow\"},\"evaluators\":[${evaluators#,}]}"
  suite[$name]=$(member id)
  for run in $(seq "$humanloop_runs"); do
    ask "$name" 200 "/v5/evaluations/${suite[$name]}/runs" \
      "{\"dataset\":{\"version_id\":\"$dataset\"},\"version\":{\"version_id\":\"$flow\"},\"orchestrated\":false}"
  done
}

humanloop_requests() {
  local at=/v5/evaluations/${suite[$1]} middle=$((humanloop_runs * suite_datapoints[$1] / 2 / 10))
  printf '%s\t%s\n' "${suite_account[$1]}" "$at/stats" >"$work/humanloop stats $1"
  printf '%s\t%s\n' "${suite_account[$1]}" "$at/logs?page=1&size=10" >"$work/humanloop logs, first page $1"
  printf '%s\t%s\n' "${suite_account[$1]}" "$at/logs?page=$middle&size=10" >"$work/humanloop logs, middle page $1"
  printf '%s\t%s\n' "${suite_account[$1]}" "$at/runs" >"$work/humanloop runs $1"
}

# Fails unless the answers are right: how many there are of everything, every status, and the figures of the evaluators, held
# against the evaluations of the ledger.
answers_fit() {
  local name=$1 at=/v5/evaluations/${suite[$1]} logs=$((humanloop_runs * suite_datapoints[$1])) expected
  expected=$(sql humanloop --field-separator=' ' -c "
    select sum(j.value) filter (where j.value_type = 'binary'), sum(j.value) filter (where j.value_type = 'continuous'),
      count(*) filter (where j.value_type = 'categorical' and j.value = 2)
    from (
      select distinct on (j.log_id, j.version_id) l.value_type, e.value
      from humanloop_judgments j
      join run_evaluations e on e.account_id = j.account_id and e.run_id = j.log_id and e.id = j.evaluation_id
      join evaluation_labels l on l.account_id = e.account_id and l.id = e.evaluation_label_id
      where j.account_id = '${suite_account[$name]}'
      order by j.log_id, j.version_id, j.id desc
    ) j")
  ask "$name" 200 "$at/stats"
  fits "$name" "
    const all = body.run_stats.flatMap(run => run.evaluator_stats), sum = (of) => all.reduce((to, stats) => to + (of(stats) ?? 0), 0)
    const [yes, total, good] = '$expected'.split(' ').map(Number)
    return body.status === 'completed' && body.run_stats.length === $humanloop_runs && all.length === 3 * $humanloop_runs
      && body.run_stats.every(run => run.status === 'completed' && run.num_logs === ${suite_datapoints[$name]})
      && all.every(stats => stats.num_judgments === ${suite_datapoints[$name]})
      && sum(stats => stats.num_true) === yes && Math.abs(sum(stats => stats.sum) - total) < 1e-6 * total
      && sum(stats => stats.num_judgments_per_option?.good) === good"
  for page in 1 $((logs / 2 / 10)); do
    ask "$name" 200 "$at/logs?page=$page&size=10"
    fits "$name" "return body.total === $logs && body.records.length === 10
      && body.records.every(record => record.evaluator_logs.length >= 3 && record.datapoint && record.log.flow)"
  done
  ask "$name" 200 "$at/runs"
  fits "$name" "return body.runs.length === $humanloop_runs && body.runs.every(run => run.status === 'completed')"
}

fits() {
  node -e "const body = JSON.parse(require('fs').readFileSync('$work/body')); process.exit((() => { $2 })() ? 0 : 1)" ||
    fail "humanloop: $1 is answered wrong: $(head -c 1000 "$work/body")"
}

# The hashes that the script has made up are those that the service expects.
humanloop_verified() {
  ConnectionStrings__RunEvaluations=$(connection humanloop evaluations_1) dotnet "$program" verify \
    --account "${suite_account[$1]}" --Authentication:DevelopmentKey=true "--Embedded:DataDirectory=$work/service" \
    >"$work/verified" 2>&1 || fail "humanloop: $1 does not hold what the service writes: $(tail -n 1 "$work/verified")"
}

# Sends a request of the account of a suite and fails unless it is answered so: name, status, path, and the body where there
# is one, then options of curl. The answer's body goes to $work/body.
ask() {
  local name=$1 expected=$2 path=$3 data=() status token
  token=$(token_of "$name")
  [ -z "${4:-}" ] || data=(-H 'Content-Type: application/json' -d "$4")
  shift $(($# < 4 ? 3 : 4))
  status=$(answer "$name" "$path" "${data[@]}" "$@")
  [ "$status" = "$expected" ] || fail "humanloop: $status instead of $expected to $path: $(head -c 1000 "$work/body")"
}

# How many ms an answer took.
timed() {
  local took
  took=$(curl -sf -o "$work/body" -w '%{time_total}' -H "Authorization: Bearer $(token_of "$1")" "${address[$1]}$2") ||
    fail "humanloop: no success from $2."
  awk -v s="$took" 'BEGIN { print s * 1000 }'
}

token_of() { awk -F '\t' -v account="${suite_account[$1]}" '$1 == account { print $2 }' "$TOKENS"; }

member() { node -p "JSON.parse(require('fs').readFileSync('$work/body')).$1"; }

# The UUID of an id.
uuid() { sed -E 's/^[a-z]+_(.{8})(.{4})(.{4})(.{4})(.{12})$/\1-\2-\3-\4-\5/' <<<"$1"; }
