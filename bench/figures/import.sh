# import: lines of NDJSON, read, checked and hashed, against COPY of the very rows in binary, ready made, by a superuser:
# row-level security allows COPY FROM to nobody else. Both into the same empty table with the same keys and checks.
# The service is started anew each time, for the most memory that it ever held.
import_path=/v1/evaluations/import
import_type=application/x-ndjson

figure_import() {
  fill main $((bulk_rows / 100)) 100 1000000000
  sql main -o "$work/import.ndjson" -c "
    select json_build_object('run_id', run_id, 'evaluation_label_id', evaluation_label_id, 'value', value,
      'output_name', output_name, 'comment', comment)
    from run_evaluations order by account_id, run_id, id"
  stored_columns=$(sql main -c "
    select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns
    where table_schema = 'public' and table_name = 'run_evaluations' and is_generated = 'NEVER'")
  sql main -c "\\copy (select $stored_columns from run_evaluations order by account_id, run_id, id) to '$work/import.copy' (format binary)"
  if has_route "$import_path" POST "$import_type"; then
    interleaved import_with service COPY
    compare "import of $bulk_rows lines" rows/s service COPY '≥ 0.7'
    compare "import of $bulk_rows lines" 'peak MB' service - '≤ 250 MB'
    note 'COPY FROM is run by a superuser, since row-level security refuses it to the service.'
  else
    note "import: skipped, no such route: POST $import_path."
  fi
  rm "$work/import.ndjson" "$work/import.copy"
}

import_with() {
  local began status rows
  empty main
  if [ "$1" = service ]; then
    start_service service main
    began=$(date +%s%N)
    status=$(answer service "$import_path" -X POST -H "Content-Type: $import_type" -T "$work/import.ndjson")
    bulk_took "import of $bulk_rows lines" service "$began"
    [[ $status = 2?? ]] || fail "import: the service answered $status: $(head -c 1000 "$work/body")"
    record "import of $bulk_rows lines" service 'peak MB' "$(peak "${process[service]}")"
    stop_candidate service
  else
    began=$(date +%s%N)
    sql main -c "\\copy run_evaluations ($stored_columns) from '$work/import.copy' (format binary)"
    bulk_took "import of $bulk_rows lines" COPY "$began"
  fi
  rows=$(count main)
  [ "$rows" = $((bulk_rows / 100 * 100)) ] || fail "import: $rows rows came of $bulk_rows: $(head -c 1000 "$work/body")"
}

# Records the rows a second: figure, candidate, when it began.
bulk_took() {
  local rate
  rate=$(awk -v ns=$(($(date +%s%N) - $3)) -v rows="$bulk_rows" 'BEGIN { printf "%.0f", rows * 1e9 / ns }')
  record "$1" "$2" rows/s "$rate"
  told "$1" "$2" "$rate rows/s"
}

# Whether the service knows a route: path, method, type of the body.
has_route() {
  local status
  start_service probe main
  status=$(answer probe "$1" -X "$2" -H "Content-Type: $3" --max-time 20)
  stop_candidate probe
  [ "$status" != 404 ] && [ "$status" != 405 ]
}
