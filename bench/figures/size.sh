# size: the same requests on a small and on a large table, each in a database of its own on the same server, 20 accounts,
# and on a large one that is partitioned by account, for what that would cost or give.
# Runs hold 20 evaluations, every 499th of them 1,000. Four connections: what is looked for is time, not throughput.
# The requests are picked at random from all rows, so that the large table is not all in PostgreSQL's memory.
figure_size() {
  local database rows runs began
  for database in small large partitioned; do
    [ "$database" = small ] && rows=$small_rows || rows=$large_rows
    began=$SECONDS
    create_database "$database"
    [ "$database" != partitioned ] || partition "$database"
    # A run has 21.96 evaluations on average.
    runs=$((rows * 100 / 2196 + 499))
    echo "  filling $database: $runs runs" >&2
    fill "$database" "$runs" 20 499 20
    size_requests "$database" "$runs"
    start_service "$database" "$database"
    note "size, $database: $(count "$database") evaluations of 20 accounts and $runs runs, $(sql "$database" -c "
      select pg_size_pretty(pg_database_size(current_database()))"), made in $((SECONDS - began)) s. Their hashes are made up."
  done
  for kind in get 'page of 100' create; do
    for database in small large partitioned; do warm "$work/$database-$kind" "$database"; done
    interleaved size_with large small partitioned
  done
  interleaved size_flood large small partitioned
  for database in small large partitioned; do
    stop_candidate "$database"
    sql main -c "drop database $database"
  done
  for kind in get 'page of 100' create; do
    compare "$kind" 'p50 ms' large small '≤ 1.5'
    compare "$kind" 'p99 ms' large small '≤ 1.5'
    compare "$kind" 'p50 ms' partitioned large
    compare "$kind" 'p99 ms' partitioned large
  done
  compare 'create, 32 connections' rps large small
  compare 'create, 32 connections' rps partitioned large
}

# Its functions know the tables that they were made with.
partition() {
  sql "$1" -c 'drop schema bench cascade'
  sql "$1" -c 'set role run_evaluations_owner' -f "$here/bench/sql/partitions.sql"
  sql "$1" -f "$here/bench/sql/rows.sql"
}

size_with() { load "$kind" "$1" "$work/$1-$kind" 4; }

size_flood() { load 'create, 32 connections' "$1" "$work/$1-create" 32; }

# Of a database with so many runs. The same ones each time, spread over all rows.
size_requests() {
  local database=$1 runs=$2 any
  any="select 1 + abs(hashint8(i)::bigint) % $2 as r, (abs(hashint8(-i)::bigint) % 20)::int as k from generate_series(1, 100000) i"
  sql "$database" --field-separator=$'\t' -o "$work/$database-get" -c "
    select bench.account(r, 20), '/v1/run/' || bench.run_id(r) || '/evaluation/' || bench.evaluation_id(r, k)
    from ($any) one"
  sql "$database" --field-separator=$'\t' -o "$work/$database-page of 100" -c "
    select bench.account(r, 20), '/v1/run/' || bench.run_id(r) || '/evaluations?limit=100'
    from (select 499 * (1 + r % $((runs / 499))) as r from ($any) one) one"
  sql "$database" --field-separator=$'\t' -o "$work/$database-create" -c "
    select bench.account(r, 20), '/v1/run/' || bench.run_id(r) || '/evaluations',
      json_build_object('evaluation_label_id', bench.label_id(1 + k % 4), 'value', bench.value(1 + k % 4, k),
        'output_name', 'answer', 'comment', bench.comment(r, k))
    from ($any) one"
}
