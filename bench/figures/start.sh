# start: from starting the program, on a database that is up to date, to its first answer that needed the database; and
# what it holds in memory three seconds later, and at most while it answers creates on 32 connections.
figure_start() {
  fill main 1000 0 1000000
  create_requests
  interleaved start_with service raw node
  for unit in 'start ms' 'idle MB' 'loaded MB'; do
    compare 'start and memory' "$unit" service node
    compare 'start and memory' "$unit" service raw
  done
  note 'Memory is the proportional set size of all processes: of Node the primary and its two workers.'
}

start_with() {
  local began idle loaded=0 now driver
  empty main
  began=$(date +%s%N)
  "start_$1" "$1" main
  began=$((($(date +%s%N) - began) / 1000000))
  sleep 3
  idle=$(memory "${process[$1]}")
  drive "$1" "$work/create" 32 "$duration" >"$work/driven" &
  driver=$!
  while kill -0 "$driver" 2>/dev/null; do
    now=$(memory "${process[$1]}")
    loaded=$((now > loaded ? now : loaded))
    sleep 0.5
  done
  [ "$(awk '{ print $NF }' "$work/driven")" = 0 ] || fail "start: $1 did not answer all requests with success."
  stop_candidate "$1"
  record 'start and memory' "$1" 'start ms' "$began"
  record 'start and memory' "$1" 'idle MB' "$idle"
  record 'start and memory' "$1" 'loaded MB' "$loaded"
  told 'start and memory' "$1" "$began ms, $idle MB idle, $loaded MB loaded"
}
