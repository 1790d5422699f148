# export: an account's evaluations as NDJSON and as CSV, against COPY (select …) TO of the same columns and rows in CSV,
# by a superuser. The service is started anew each time, for the most memory that it ever held, and exports twice: its
# compiler has much to do in the first.
export_path=/v1/evaluations/export
declare -A export_type=([NDJSON]=application/x-ndjson [CSV]=text/csv)

figure_export() {
  fill main $((bulk_rows / 100)) 100 1000000000
  if ! has_route "$export_path" GET application/json; then
    note "export: skipped, no such route: GET $export_path."
    return
  fi
  interleaved export_with NDJSON CSV COPY
  for format in NDJSON CSV; do
    compare "export of $bulk_rows rows" rows/s "$format" COPY '≥ 0.6'
    compare "export of $bulk_rows rows" 'peak MB' "$format" - '≤ 250 MB'
    compare "export of $bulk_rows rows, first of a process" rows/s "$format" -
  done
}

export_with() {
  local began status lines figure expected=$((bulk_rows / 100 * 100))
  if [ "$1" = COPY ]; then
    began=$(date +%s%N)
    sql main -c "\\copy (select id, account_id, run_id, output_name, field_path, evaluation_label_id, value, created_by, created_by_evaluator_id, created_at, updated_by, updated_at, updated_by_evaluator_id, comment, metadata, confidence from run_evaluations where account_id = 'bench-1') to '$work/body' (format csv)"
    bulk_took "export of $bulk_rows rows" COPY "$began"
  else
    start_service service main
    for figure in "export of $bulk_rows rows, first of a process" "export of $bulk_rows rows"; do
      began=$(date +%s%N)
      status=$(answer service "$export_path" -H "Accept: ${export_type[$1]}")
      bulk_took "$figure" "$1" "$began"
      [ "$status" = 200 ] || fail "export: the service answered $status: $(head -c 1000 "$work/body")"
    done
    record "export of $bulk_rows rows" "$1" 'peak MB' "$(peak "${process[service]}")"
    stop_candidate service
    [ "$1" = NDJSON ] || expected=$((expected + 1))
  fi
  lines=$(wc -l <"$work/body")
  [ "$lines" = "$expected" ] || fail "export: $lines lines of $1 instead of $expected."
}
