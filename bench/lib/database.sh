# A throw-away PostgreSQL for all candidates, with ordinary settings: every commit is on the disk before it is answered.
# To be sourced after processes.sh. Sets $PGHOST.
postgres_settings=(shared_buffers=1GB max_wal_size=4GB max_connections=300)

# The directory with all programs of the newest PostgreSQL that is found; what is on the path may be a part of them.
pg_bin() {
  local found
  for found in "$(dirname "$(readlink -f "$(command -v pg_ctl)" || true)")" \
    $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
    if [ -x "$found/initdb" ] && [ -x "$found/pg_ctl" ] && [ -x "$found/pgbench" ]; then
      echo "$found"
      return
    fi
  done
}

# PostgreSQL refuses to run as root.
as_server() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u "$server_user" -- "$@"); else "$@"; fi
}

start_database() {
  local options=
  server_user=$(getent passwd postgres >/dev/null && echo postgres || echo nobody)
  export PGHOST=$work/postgres
  [ "${#PGHOST}" -lt 90 ] || fail "The path $work is too long for a socket: set BENCH_DIRECTORY to a shorter one."
  # Nobody else gets at its socket: no password is asked for, which would take 128 clients of pgbench a second.
  mkdir -m 700 "$work/postgres"
  [ "$(id -u)" != 0 ] || chown "$server_user" "$work/postgres"
  as_server "$pg_bin/initdb" --pgdata="$work/postgres/data" --username=postgres \
    --auth=trust --encoding=UTF8 --locale=C --no-instructions >"$work/initdb.log" 2>&1 ||
    fail "$(cat "$work/initdb.log")"
  for setting in "${postgres_settings[@]}"; do options+=" -c $setting"; done
  as_server "$pg_bin/pg_ctl" start --pgdata="$work/postgres/data" --log="$work/postgres/log" --wait --silent \
    --options="-c listen_addresses= -c unix_socket_directories=$work/postgres $options" >/dev/null ||
    fail "$(tail -n 5 "$work/postgres/log")"
  on_exit=stop_database
  # The roles that docs/operations.md asks for.
  sql postgres <<SQL
create role run_evaluations_owner login;
create role run_evaluations_service nologin;
create role evaluations_1 login in role run_evaluations_service;
SQL
}

stop_database() {
  as_server "$pg_bin/pg_ctl" stop --pgdata="$work/postgres/data" --mode=fast --wait --silent >/dev/null 2>&1 || true
}

# Runs SQL as the superuser, whom row-level security does not hold: database, then options of psql.
sql() {
  local database=$1
  shift
  PGOPTIONS=--client_min_messages=warning psql --username=postgres --dbname="$database" --no-psqlrc --quiet --no-align --tuples-only \
    --set=ON_ERROR_STOP=1 "$@"
}

connection() { printf 'Host=%s;Database=%s;Username=%s' "$PGHOST" "$1" "$2"; }

# Makes and migrates a database.
create_database() {
  sql postgres -c "create database $1 owner run_evaluations_owner"
  ConnectionStrings__Owner=$(connection "$1" run_evaluations_owner) \
    ConnectionStrings__RunEvaluations=$(connection "$1" evaluations_1) \
    dotnet "$program" migrate >"$work/migrate.log" 2>&1 || fail "$(cat "$work/migrate.log")"
  sql "$1" -f "$here/bench/sql/rows.sql"
}

# Empties the database and fills it: database, runs, evaluations of most runs, every how manieth run has a thousand,
# accounts. Several sessions, a piece at a time, and without looking up what is known to be there.
fill() {
  local database=$1 runs=$2 few=$3 long_every=$4 accounts=${5:-1} piece=20000 first job jobs=()
  sql "$database" -c "truncate run_evaluations, run_evaluation_entries, runs, evaluation_labels cascade" \
    -c "call bench.prepare($accounts)"
  for ((first = 1; first <= runs; first += piece)); do
    local last=$((first + piece - 1 < runs ? first + piece - 1 : runs))
    sql "$database" -c "set session_replication_role = replica" -c "set synchronous_commit = off" \
      -c "call bench.make_runs($first, $last, $accounts)" \
      -c "call bench.make_evaluations($first, $last, $accounts, $few, $long_every)" &
    jobs+=($!)
    if [ "${#jobs[@]}" -ge 2 ]; then
      wait "${jobs[0]}" || fail 'The rows could not be made.'
      jobs=("${jobs[@]:1}")
    fi
  done
  for job in "${jobs[@]}"; do wait "$job" || fail 'The rows could not be made.'; done
  sql "$database" -c "vacuum (analyze) runs, run_evaluations, evaluation_labels" -c checkpoint
}

# Takes away what the last candidate wrote, so that nobody inherits a larger table.
empty() { sql "$1" -c "truncate run_evaluations, run_evaluation_entries" -c checkpoint; }

count() { sql "$1" -c "select count(*) from run_evaluations"; }

# How many evaluations have been read so far: pgbench does not look at what it gets.
rows_read() {
  sql "$1" -c "select sum(coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0))::bigint
    from pg_stat_all_tables where relname like 'run\_evaluations%'"
}
