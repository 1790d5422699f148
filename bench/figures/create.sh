# create: one evaluation a request, many at once, each for one of 1,000 runs and 4 labels. Everybody begins with an
# empty table. The reference is one INSERT a request; pgbench has no HTTP, JSON or token to deal with.
figure_create() {
  fill main 1000 0 1000000
  create_requests
  start_service service main
  start_raw raw main
  start_node node main
  same_creates service raw node
  warm "$work/create" service raw node
  for connections in 32 128; do
    creating="create, $connections connections"
    interleaved create_with service pgbench raw node
  done
  for name in service raw node; do stop_candidate "$name"; done
  compare 'create, 32 connections' rps service pgbench '≥ 1.2'
  compare 'create, 32 connections' rps service node '≥ 2.2'
  compare 'create, 32 connections' rps service raw
  compare 'create, 32 connections' 'p50 ms' service node
  compare 'create, 32 connections' 'p99 ms' service node
  compare 'create, 128 connections' rps service pgbench '≥ 1.5'
  compare 'create, 128 connections' rps service node
  compare 'create, 128 connections' rps service raw
  compare 'create, 128 connections' 'p99 ms' service node
}

create_with() {
  empty main
  if [ "$1" = pgbench ]; then
    load_pgbench "$creating" "$work/create.sql" "$connections" account=bench-1 user=ada output_name=answer n=0 \
      'comment=The answer names its source, 0123456789abcdef0123456789abcdef.'
  else
    load "$creating" "$1" "$work/create" "$connections"
  fi
  # What was acknowledged is there. What was in flight at the end may be too.
  local rows
  rows=$(count main)
  [ "$rows" -ge "$answered" ] || fail "$creating: $1 acknowledged $answered evaluations, of which $rows are there."
  [ "$round" != 1 ] || verified "$1"
}

# Everybody does all of the work: the hashes that they have written are those that the service expects.
verified() {
  ConnectionStrings__RunEvaluations=$(connection main evaluations_1) dotnet "$program" verify --account bench-1 \
    --Authentication:DevelopmentKey=true "--Embedded:DataDirectory=$work/service" >"$work/verified" 2>&1 ||
    fail "create: what $1 has written is not as the service writes it: $(tail -n 1 "$work/verified")"
}

# The files $work/create (of requests) and $work/create.sql (of pgbench).
create_requests() {
  sql main --field-separator=$'\t' >"$work/create" -c "
    select bench.account(r, 1), '/v1/run/' || bench.run_id(r) || '/evaluations',
      json_build_object('evaluation_label_id', bench.label_id(l), 'value', bench.value(l, r), 'output_name', 'answer',
        'comment', bench.comment(r, r))
    from (select r, (1 + r % 4)::int as l from generate_series(1, 1000) r) one order by md5(r::text)"
  # Ids grow with time, as those of the service do; no two runs of pgbench have the same.
  pgbench_script '\set r random(1, 1000)
\set l random(1, 4)
\set value random(0, 1)
\set n :n + 1' "
    s/:run::uuid/md5('run ' || :r::text)::uuid/g
    s/:label::uuid/md5('label ' || :l::text)::uuid/g
    s/:id::uuid/(lpad(to_hex(:n::bigint), 12, '0') || '7' || lpad(to_hex(:client_id::bigint), 3, '0') || '8' || lpad(to_hex(:stamp::bigint), 15, '0'))::uuid/g
    s/:created_at::/now()::/g
    s/:\(evaluator\|field_path\|metadata\|confidence\)::/null::/g" create >"$work/create.sql"
}
