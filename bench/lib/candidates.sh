# The service and what is measured beside it. To be sourced after database.sh.
# Each start_… takes a name and a database, and sets address[name] and process[name].
declare -A address process

# The key that tokens are signed with, and tokens of the accounts bench-1, bench-2, …; $TOKENS_SIGNED is HS256 or RS256.
make_tokens() {
  local accounts=$1 account signed
  mkdir -p -m 700 "$work/service"
  if [ "$algorithm" = HS256 ]; then
    key=$work/service/signing-key
    [ -e "$key" ] || (umask 077; openssl rand -base64 32 >"$key")
  else
    key=$work/service/public.pem
    [ -e "$key" ] || {
      openssl genrsa -out "$work/service/private.pem" 2048 2>/dev/null
      openssl rsa -in "$work/service/private.pem" -pubout -out "$key" 2>/dev/null
    }
  fi
  export TOKENS=$work/tokens
  for account in $(seq "$accounts"); do
    signed=$(printf '{"alg":"%s","typ":"JWT"}' "$algorithm" | base64url).$(
      printf '{"iss":"run-evaluations","aud":"run-evaluations","sub":"ada","account_id":"bench-%s","iat":%s,"exp":%s}' \
        "$account" "$(date +%s)" "$(($(date +%s) + 86400))" | base64url)
    printf 'bench-%s\t%s.%s\n' "$account" "$signed" "$(printf %s "$signed" | sign | base64url)"
  done >"$TOKENS"
  token=$(head -n 1 "$TOKENS" | cut -f 2)
}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

sign() {
  if [ "$algorithm" = HS256 ]; then
    openssl dgst -sha256 -mac HMAC -macopt "hexkey:$(base64 -d "$key" | od -An -v -tx1 | tr -d ' \n')" -binary
  else
    openssl dgst -sha256 -sign "$work/service/private.pem" -binary
  fi
}

# The service as an operator would run it; only the limit of the rate is raised. Further settings may follow.
start_service() {
  local name=$1 database=$2 port tokens
  shift 2
  port=$(free_port)
  if [ "$algorithm" = HS256 ]; then
    tokens=(--Authentication:DevelopmentKey=true)
  else
    tokens=("--Authentication:PublicKeys:0=$key" --Authentication:Issuer=run-evaluations
      --Authentication:Audience=run-evaluations)
  fi
  ASPNETCORE_ENVIRONMENT=Production ConnectionStrings__RunEvaluations=$(connection "$database" evaluations_1) \
    start "$name" dotnet "$program" serve --urls "http://127.0.0.1:$port" \
    "--Embedded:DataDirectory=$work/service" --Limits:RequestsPerSecond=0 "${tokens[@]}" "$@"
  started "$name" "$port"
}

start_raw() {
  local name=$1 database=$2 port
  port=$(free_port)
  ConnectionStrings__RunEvaluations=$(connection "$database" evaluations_1) \
    start "$name" dotnet "$here/bench/Raw/bin/Release/net10.0/RunEvaluations.Raw.dll" \
    --urls "http://127.0.0.1:$port" "--Jwt:Algorithm=$algorithm" "--Jwt:Key=$key"
  started "$name" "$port"
}

start_node() {
  local name=$1 database=$2 port
  port=$(free_port)
  NODE_ENV=production PORT=$port PGDATABASE=$database PGUSER=evaluations_1 JWT_ALGORITHM=$algorithm JWT_KEY=$key \
    start "$name" node "$here/bench/node/server.js"
  started "$name" "$port"
}

# The first answer of all three is that to a read which finds nothing: it has checked a token and asked the database.
started() {
  local name=$1 port=$2 turn
  address[$name]=http://127.0.0.1:$port
  process[$name]=$pid
  for turn in $(seq 3000); do
    [ "$(answer "$name" "$nothing")" != 404 ] || return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.01
  done
  fail "$name did not start: $(tail -n 5 "$work/$name.err" "$work/$name.log")"
}

nothing=/v1/run/00000000-0000-4000-8000-000000000000/evaluation/00000000-0000-7000-8000-000000000000

# The status of an answer; its body goes to $work/body.
answer() {
  local name=$1 path=$2
  shift 2
  curl -s -o "$work/body" -w '%{http_code}' -H "Authorization: Bearer $token" "$@" "${address[$name]}$path" || true
}

# Fails unless all of them answer the first line of a file of creates with the same, but for the new id and the time.
same_creates() {
  local path body name first=$1 status
  IFS=$'\t' read -r _ path body <"$work/create"
  for name in "$@"; do
    status=$(answer "$name" "$path" -H 'Content-Type: application/json' -d "$body")
    [ "$status" = 201 ] || fail "$name answered $status to a create: $(head -c 500 "$work/body")"
    sed -E 's/"(id|created_at)":"[^"]*"/"\1":"…"/g' "$work/body" >"$work/body.$name"
    cmp -s "$work/body.$first" "$work/body.$name" || fail "$name answers otherwise than $first to a create:
$(cat "$work/body.$first" "$work/body.$name")"
  done
}

stop_candidate() { stop "${process[$1]}"; }

# Fails unless all of them give the same answer, byte for byte, to a read: path, then names.
same_answers() {
  local path=$1 name first=$2 status
  shift
  for name in "$@"; do
    status=$(answer "$name" "$path")
    [ "$status" = 200 ] || fail "$name answered $status to $path: $(head -c 500 "$work/body")"
    mv "$work/body" "$work/body.$name"
    cmp -s "$work/body.$first" "$work/body.$name" || fail "$name answers otherwise than $first to $path:
$(head -c 600 "$work/body.$first")
$(head -c 600 "$work/body.$name")"
  done
}

# What a process and its children hold, in MB; memory that they share is counted once.
memory() {
  local pid
  for pid in $1 $(cat "/proc/$1/task/"*/children); do cat "/proc/$pid/smaps_rollup"; done |
    awk '/^Pss:/ { kb += $2 } END { printf "%.0f\n", kb / 1024 }'
}

# The most that it ever held, in MB.
peak() { awk '/^VmHWM:/ { printf "%.0f\n", $2 / 1024 }' "/proc/$1/status"; }
