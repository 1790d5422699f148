# create-alone: creates on one connection, which have nothing to gather with, against the same service that gathers none.
ungathered=(--Database:GatherCreates=false)

figure_create-alone() {
  fill main 1000 0 1000000
  create_requests
  start_service gathered main
  start_service ungathered main "${ungathered[@]}"
  warm "$work/create" gathered ungathered
  creating='create, 1 connection' connections=1
  interleaved create_with gathered ungathered
  stop_candidate gathered
  stop_candidate ungathered
  compare "$creating" 'p50 ms' gathered ungathered '≤ 1.15'
  compare "$creating" 'p99 ms' gathered ungathered
}
