# log: what the line for each request costs, on the quickest request.
figure_log() {
  fill_for_reads
  start_service logged main
  start_service unlogged main --Serilog:MinimumLevel:Override:RunEvaluations=Fatal
  warm "$work/get" logged unlogged
  interleaved log_with logged unlogged
  [ "$(wc -l <"$work/logged.log")" -ge "$logged" ] ||
    note "log: of $logged requests $(wc -l <"$work/logged.log") lines were written when the last was answered."
  [ "$(wc -l <"$work/unlogged.log")" -lt 100 ] || fail 'log: the service that was to log nothing logs.'
  stop_candidate logged
  stop_candidate unlogged
  compare 'get, request log on against off' rps logged unlogged '≥ 0.95'
  compare 'get, request log on against off' 'p99 ms' logged unlogged
}

logged=0
log_with() {
  load 'get, request log on against off' "$1" "$work/get" 32
  [ "$1" = unlogged ] || logged=$((logged + answered))
}
