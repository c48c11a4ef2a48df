# Sourced by the scripts beside it. $name is said before each line, $log takes what the commands print.

say() { printf '%s: %s\n' "$name" "$*"; }

fail() {
  printf '%s: %s\n' "$name" "$*" >&2
  exit 1
}

# Runs a command, with a sign of life every five seconds: quietly PHASE MEASURE COMMAND...
# MEASURE is a function that prints how far it is.
quietly() {
  local phase=$1 measure=$2 began=$SECONDS job
  shift 2
  say "$phase ..."
  "$@" >>"$log" 2>&1 </dev/null &
  job=$!
  trap 'kill "$job" 2>/dev/null || true; exit 130' INT TERM HUP
  while kill -0 "$job" 2>/dev/null; do
    for _ in {1..25}; do
      kill -0 "$job" 2>/dev/null || break 2
      sleep 0.2
    done
    say "$phase: $((SECONDS - began)) s, $("$measure")"
  done
  trap - INT TERM HUP
  wait "$job" || fail "$phase failed, see $log: $(grep -m 1 -E '^(\[ERROR\]|ERROR)' "$log" | cut -c 1-300)"
}
