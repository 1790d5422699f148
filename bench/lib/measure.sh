# Measuring and telling. To be sourced after candidates.sh.
# Results are lines of figure, candidate, unit, round and value in $work/results; the table is made of $work/rows, lines
# of figure, unit, candidate, reference, comparison and goal.

record() { printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$round" "$4" >>"$work/results"; }

# One row of the table: figure, unit, candidate, reference, and the goal as "≥ 1.2" of the ratio to it, where there is one.
compare() { printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "${5:--}" >>"$work/rows"; }

note() { printf '%s\n' "$1" >>"$work/notes"; echo "  $1" >&2; }

# Calls a function for each round and each candidate, whose order turns from round to round: function, then names.
interleaved() {
  local what=$1 turn
  shift
  for round in $(seq "$rounds"); do
    for turn in $(seq 0 $(($# - 1))); do
      local at=$(((turn + round - 1) % $# + 1))
      "$what" "${!at}"
    done
  done
}

# Load on a candidate: figure, name, requests, connections. Records rps, p50 and p99; anything but success is fatal.
# Sets $answered to how many answers there were, the lead-in counted.
load() {
  local figure=$1 name=$2 requests=$3 connections=$4 count seconds p50 p99 bad lead
  lead=$(drive "$name" "$requests" "$connections" "$lead_in")
  read -r count seconds p50 p99 bad <<<"$(drive "$name" "$requests" "$connections" "$duration")"
  [ "${bad:-1}" = 0 ] && [ "${lead##* }" = 0 ] ||
    fail "$figure: $name answered ${bad:-all} of $count requests, or ${lead##* } of the lead-in, with no success: $(tail -n 2 "$work/$name.log")"
  [ "$count" -gt 0 ] || fail "$figure: $name answered nothing within $duration s."
  answered=$((count + ${lead%% *}))
  record "$figure" "$name" rps "$(awk "BEGIN { print $count / $seconds }")"
  record "$figure" "$name" 'p50 ms' "$p50"
  record "$figure" "$name" 'p99 ms' "$p99"
  told "$figure" "$name" "$(awk "BEGIN { printf \"%.0f/s\", $count / $seconds }"), p50 $p50 ms, p99 $p99 ms"
}

# Before the first round, for compilers that learn and connections that are to be made: requests, then names.
warm() {
  local requests=$1 name
  shift
  for name in "$@"; do drive "$name" "$requests" 32 "$warm_up" >/dev/null; done
}

drive() {
  local threads=$(($3 < 2 ? 1 : 2))
  REQUESTS=$2 wrk --threads "$threads" --connections "$3" --duration "${4}s" --timeout 10s \
    --script "$here/bench/lua/requests.lua" "${address[$1]}" | sed -n 's/^measured //p'
}

told() { printf '  round %s  %-28s %-10s %s\n' "$round" "$1" "$2" "$3" >&2; }

# The same load by pgbench, as the service's role: figure, script, connections, and variables as name=value. The lead-in is
# part of the same run, since new connections would have everything to look up again. The variable stamp is another one
# each time, for ids. Sets $answered to the number of transactions.
load_pgbench() {
  local figure=$1 script=$2 connections=$3 variable defined tps
  shift 3
  defined=(-D "stamp=$(date +%s%N | cut -c 5-17)")
  for variable in "$@"; do defined+=(-D "$variable"); done
  "$pg_bin/pgbench" --username=evaluations_1 --no-vacuum --protocol=prepared --client="$connections" \
    --jobs=$((connections < 2 ? 1 : 2)) --time=$((lead_in + duration)) --progress=1 --file="$script" "${defined[@]}" \
    main >"$work/pgbench.out" 2>"$work/pgbench.err" || fail "$figure, pgbench: $(tail -n 5 "$work/pgbench.err")"
  grep -q '^number of failed transactions: 0 ' "$work/pgbench.out" || fail "$figure: $(cat "$work/pgbench.out")"
  answered=$(sed -n 's/^number of transactions actually processed: \([0-9]*\).*/\1/p' "$work/pgbench.out")
  tps=$(awk -v from="$lead_in" '/^progress: / && $2 > from + 0.5 { n++; tps += $4 } END { if (n) print tps / n }' "$work/pgbench.err")
  [ -n "$tps" ] || fail "$figure: pgbench had nothing to tell after $lead_in s: $(tail -n 5 "$work/pgbench.err")"
  record "$figure" pgbench rps "$tps"
  told "$figure" pgbench "${tps%.*}/s"
}

# A script of pgbench: the account and then statements of bench/sql in one round trip and one transaction. First the
# lines that set variables, then substitutions of sed for what pgbench has no value for, then the statements' names.
pgbench_script() {
  local sets=$1 substitutions=$2 name
  shift 2
  printf '%s\n\\startpipeline\n' "$sets"
  for name in account "$@"; do
    sed -e '/^--/d' -e "$substitutions" "$here/bench/sql/$name.sql"
    echo ';'
  done
  printf '\\endpipeline\n'
}

values() { awk -F '\t' -v f="$1" -v c="$2" -v u="$3" '$1 == f && $2 == c && $3 == u { print $5 }' "$work/results"; }

# The ratio of each round, whose median says more than that of the medians: both sides had the same minute.
ratios() {
  awk -F '\t' -v f="$1" -v u="$2" -v c="$3" -v r="$4" '
    $1 == f && $3 == u && $2 == c { mine[$4] = $5 } $1 == f && $3 == u && $2 == r { its[$4] = $5 }
    END { for (n in mine) if (its[n] > 0) print mine[n] / its[n] }' "$work/results"
}

# The table of one name, as Markdown.
table() {
  local figure unit candidate reference goal ratio met mine its
  echo '| figure | unit | candidate | median | reference | median | ratio | goal | met |'
  echo '|---|---|---|---:|---|---:|---:|---|---|'
  while IFS=$'\t' read -r figure unit candidate reference goal; do
    mine=$(values "$figure" "$candidate" "$unit" | median)
    its=$(values "$figure" "$reference" "$unit" | median)
    ratio=$(ratios "$figure" "$unit" "$candidate" "$reference" | median)
    case $goal in
      ≥*) met=$(awk -v r="${ratio:-0}" -v g="${goal#≥ }" 'BEGIN { print (r >= g) ? "yes" : "**no**" }') ;;
      ≤\ *MB | ≤\ *bytes) met=$(awk -v r="$mine" -v g="${goal//[!0-9]/}" 'BEGIN { print (r <= g) ? "yes" : "**no**" }') ;;
      ≤*) met=$(awk -v r="${ratio:-999}" -v g="${goal#≤ }" 'BEGIN { print (r <= g) ? "yes" : "**no**" }') ;;
      *) goal= met= ;;
    esac
    [ "$reference" != - ] || reference=
    printf '| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' "$figure" "$unit" "$candidate" "$(rounded "$mine")" \
      "$reference" "$(rounded "$its")" "$(hundredths "$ratio")" "$goal" "$met"
  done <"$work/rows"
  [ ! -s "$work/notes" ] || { echo; sed 's/^/- /' "$work/notes"; }
}

rounded() { [ -z "$1" ] || awk -v v="$1" 'BEGIN { if (v >= 100) printf "%.0f", v; else if (v >= 10) printf "%.1f", v; else printf "%.2f", v }'; }
hundredths() { [ -z "$1" ] || LC_ALL=C printf '%.2f' "$1"; }

machine() {
  local cpu
  cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  printf '%s cores (%s), %s GB of memory, %s %s, disk %s; ' "$(nproc)" "${cpu:-$(uname -m)}" \
    "$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)" "$(uname -s)" "$(uname -r | cut -d- -f1)" \
    "$(stat -f -c %T "$work")"
  printf 'PostgreSQL %s (%s, otherwise as installed), .NET %s, Node %s, %s' \
    "$("$pg_bin/postgres" --version | sed 's/^[^0-9]*\([0-9.]*\).*/\1/')" "${postgres_settings[*]}" \
    "$(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \(10[^ ]*\).*/\1/p' | tail -n 1)" \
    "$(node --version | tr -d v)" "$(wrk --version 2>&1 | awk 'NR == 1 { print $1, $2 }')"
}

# Puts the sections of this run into bench/RESULTS.md. The others stay, and so does what stands before the first one and
# from "## Remarks" on, which is written by hand.
save_results() {
  local file=$here/bench/RESULTS.md name new=$work/RESULTS.md
  sed '/^## /,$d' "$file" >"$new"
  for name in "${all[@]}"; do
    if [ -e "$work/section.$name" ]; then
      cat "$work/section.$name"
      echo
    else
      awk -v name="## $name" '/^#/ { mine = $0 == name } mine' "$file"
    fi
  done >>"$new"
  sed -n '/^## Remarks/,$p' "$file" >>"$new"
  cat "$new" >"$file"
}
