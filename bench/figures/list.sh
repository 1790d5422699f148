# list: all evaluations of a run, of runs that have 100 and of runs that have 1,000. pgbench fetches the rows and does
# nothing with them.
figure_list() {
  fill_for_reads
  list_requests
  start_service service main
  start_node node main
  same_answers "$(sed -n 1p "$work/list-100" | cut -f 2)" service node
  same_answers "$(sed -n 1p "$work/list-1000" | cut -f 2)" service node
  warm "$work/list-100" service node
  for items in 100 1000; do interleaved list_with service node pgbench; done
  for name in service node; do stop_candidate "$name"; done
  compare 'list of 100, 32 connections' rps service node '≥ 2.5'
  compare 'list of 100, 32 connections' rps service pgbench
  compare 'list of 100, 32 connections' 'p99 ms' service node
  compare 'list of 1000, 32 connections' rps service node '≥ 2.5'
  compare 'list of 1000, 32 connections' rps service pgbench '≥ 0.8'
  compare 'list of 1000, 32 connections' 'p99 ms' service node
}

list_with() {
  if [ "$1" = pgbench ]; then
    local before read
    before=$(rows_read main)
    load_pgbench "list of $items, 32 connections" "$work/list-$items.sql" 32 account=bench-1
    read=$(($(rows_read main) - before))
    [ "$read" -ge $((answered * items)) ] || fail "list: pgbench read $read rows in $answered transactions."
  else
    load "list of $items, 32 connections" "$1" "$work/list-$items" 32
  fi
}

list_requests() {
  local items of sets
  for items in 100 1000; do
    [ "$items" = 1000 ] && of='r % 20 = 0' || of='r % 20 > 0'
    sql main --field-separator=$'\t' >"$work/list-$items" -c "
      select bench.account(r, 1), '/v1/run/' || bench.run_id(r) || '/evaluations'
      from generate_series(1, 1000) r where $of order by md5(r::text)"
    [ "$items" = 1000 ] && sets='\set r 20 * random(1, 50)' || sets='\set r 20 * random(0, 49) + random(1, 19)'
    pgbench_script "$sets" "s/:run::uuid/md5('run ' || :r::text)::uuid/g" run list >"$work/list-$items.sql"
  done
}
