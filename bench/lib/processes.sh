# What the measurements share: the build, a directory and processes that go when the measurement ends, and the median.
# To be sourced. $here is the repository, $work the directory; whatever $on_exit names is called before that goes.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d "${BENCH_DIRECTORY:-${TMPDIR:-/tmp}}/run-evaluations-bench.XXXXXX")
# PostgreSQL, which refuses to run as root, has to get through to its own.
chmod 755 "$work"
pids=()
on_exit=

# Nothing is left running: neither build nodes nor the compiler's server.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

leave() {
  local status=$? pid
  trap - EXIT
  # Whoever is impatient now would leave half of it behind.
  trap '' INT TERM
  for pid in "${pids[@]}"; do stop "$pid"; done
  [ -z "$on_exit" ] || "$on_exit"
  rm -rf "$work"
  exit "$status"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() { printf '%s\n' "$1" >&2; exit 1; }

# Builds a project (the service where none is named), or says why not. Sets $program to the service's.
build() {
  local project=${1:-$here/src/Api} log
  log=$(dotnet build "$project" --configuration Release --nologo --verbosity quiet 2>&1) || fail "$log"
  program=$here/src/Api/bin/Release/net10.0/RunEvaluations.Api.dll
}

# Starts a command in the background, its output in $work/<name>.log. Sets $pid.
start() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>"$work/$name.err" &
  pid=$!
  pids+=("$pid")
}

# Ends one of them, by force where it does not go within ten seconds.
stop() {
  local pid=$1 turn other left=()
  kill -TERM "$pid" 2>/dev/null || true
  for turn in $(seq 200); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.05
  done
  [ "$turn" -lt 200 ] || kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  for other in "${pids[@]}"; do [ "$other" = "$pid" ] || left+=("$other"); done
  pids=("${left[@]}")
}

# Waits until an address answers with success: name of the process, address, options of curl.
await() {
  local name=$1 address=$2 turn
  shift 2
  for turn in $(seq 3000); do
    curl -sf -o /dev/null "$@" "$address" && return
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.02
  done
  fail "$name did not start: $(tail -n 5 "$work/$name.err" "$work/$name.log" 2>/dev/null)"
}

# A port that nobody listens on.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

median() { sort -g | awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
