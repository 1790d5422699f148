# get: one evaluation by its id, at random from 145,000 of 1,000 runs.
figure_get() {
  fill_for_reads
  start_service service main
  start_raw raw main
  start_node node main
  same_answers "$(sed -n 1p "$work/get" | cut -f 2)" service raw node
  warm "$work/get" service raw node
  interleaved get_with service raw node pgbench
  for name in service raw node; do stop_candidate "$name"; done
  compare 'get, 32 connections' rps service raw '≥ 0.85'
  compare 'get, 32 connections' rps service node '≥ 1.2'
  compare 'get, 32 connections' rps service pgbench
  compare 'get, 32 connections' 'p50 ms' service node
  compare 'get, 32 connections' 'p99 ms' service node
}

get_with() {
  if [ "$1" = pgbench ]; then
    local before read
    before=$(rows_read main)
    load_pgbench 'get, 32 connections' "$work/get.sql" 32 account=bench-1
    read=$(($(rows_read main) - before))
    [ "$read" -ge "$answered" ] || fail "get: pgbench found $read rows in $answered transactions."
  else
    load 'get, 32 connections' "$1" "$work/get" 32
  fi
}

# Runs of 100 evaluations, and every twentieth of 1,000; $work/get and $work/get.sql ask for one.
fill_for_reads() {
  fill main 1000 100 20
  sql main --field-separator=$'\t' >"$work/get" -c "
    select bench.account(r, 1), '/v1/run/' || bench.run_id(r) || '/evaluation/' || bench.evaluation_id(r, k)
    from (select r, r * 37 % 100 as k from generate_series(1, 1000) r) one order by md5(r::text)"
  pgbench_script '\set r random(1, 1000)
\set n :r * 1000 + random(0, 99)' "
    s/:run::uuid/md5('run ' || :r::text)::uuid/g
    s/:id::uuid/(lpad(to_hex(1700000000000 + :n::bigint), 12, '0') || '70008' || lpad(to_hex(:n::bigint), 15, '0'))::uuid/g
    " get >"$work/get.sql"
}
