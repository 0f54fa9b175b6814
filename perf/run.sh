#!/usr/bin/env bash
# Measures the server as it ships against controls, in turn in the same run, and prints one table of ratios.
#   perf/run.sh [--quick] [--no-build] [validate|bearer|refresh-sqlite|refresh-postgres|login|register|guard|flood|record|activity|wordpress|start|memory|admin]…
# "refresh" is both engines; nothing named is everything. What each row means: perf/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=4 rounds=3 login_seconds=15 starts=7 activity_rows=10000000 build=yes parts=()
for argument in "$@"; do
  case $argument in
    --quick) seconds=2 rounds=2 login_seconds=8 starts=3 activity_rows=1000000 ;;
    --no-build) build=no ;;
    refresh) parts+=(refresh-sqlite refresh-postgres) ;;
    validate | bearer | refresh-sqlite | refresh-postgres | login | register | guard | flood | record | activity | wordpress | start | memory | admin) parts+=("$argument") ;;
    *) sed -n '3,4s/^# *//p' "$0" >&2; exit 2 ;;
  esac
done
[ ${#parts[@]} -gt 0 ] || parts=(start memory validate bearer refresh-sqlite refresh-postgres login register guard flood record activity wordpress admin)

out=$PWD/perf/artifacts
work=$(mktemp -d "${TMPDIR:-/tmp}/headlesskey-perf.XXXXXX")
chmod 711 "$work"
rows=$work/rows.tsv
pids=() postgres=
api=/wp-json/headlesskey/v1
password=correct-horse-battery
rounds_of_hash=210000
users=8
export HeadlessKey__PublicUrl=http://127.0.0.1 WRK_COMMON=$PWD/perf/load/wrk/common.lua DOTNET_gcServer=0
export DOTNET_BUNDLE_EXTRACT_BASE_DIR=$work/extracted

# One machine asks for everybody: attempts and requests are counted as always, but nobody is ever locked out.
export HeadlessKey__Lockout__Threshold=100000 HeadlessKey__Lockout__NetworkThreshold=100000 HeadlessKey__Lockout__LoginThreshold=100000
export HeadlessKey__RateLimits__SignIn=1000000 HeadlessKey__RateLimits__Accounts=1000000 HeadlessKey__RateLimits__Sessions=1000000

stop_all() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  pids=()
}
finish() {
  status=$?
  stop_all
  [ -z "$postgres" ] || as_postgres "$postgres/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null 2>&1 || true
  [ ! -f "$rows" ] || table
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

table() { # what there is of it, even when a later part has failed
  echo
  { printf 'row\tHeadlessKey\tcontrol\tratio\ttarget\treached\n'; cat "$rows"; } | column -t -s "$(printf '\t')"
}
say() { printf '%s\n' "$*" >&2; }
fail() { say "perf: $*"; exit 1; }
calc() { awk "BEGIN { printf \"%.4g\", $1 }"; }
median() { sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
wants() { [[ " ${parts[*]} " == *" $1 "* ]]; }

# row NAME OURS-FILE CONTROL-FILE UNIT TARGET: TARGET is >=N or <=N for the ratio, or "-".
# The ratio is the median of the rounds' own ratios: what slows the machine down for a while slows both down.
row() {
  local ratio
  ratio=$(paste "$2" "$3" | awk '{ print $1 / $2 }' | median)
  add_row "$1" "$(median <"$2") $4" "$(median <"$3") $4" "$ratio" "$5"
}
add_row() {
  local reached=-
  if [ "$5" != - ]; then reached=$(awk "BEGIN { print ($4 $5) ? \"yes\" : \"NO\" }"); fi
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$(awk "BEGIN { printf \"%.2f\", $4 }")" "$5" "$reached" >>"$rows"
  say "  $1: ratio $(calc "$4") (target $5)"
}

as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
free_port() {
  local port
  while port=$(shuf -i 20000-32000 -n 1); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
await() { # URL
  for _ in $(seq 300); do curl -sf -o /dev/null "$1" && return; sleep 0.1; done
  fail "$1 does not answer"
}
launch() { # NAME HEALTH-PATH COMMAND…: starts it on a port of its own; the address is in $url, the process in $pid
  local name=$1 health=$2
  shift 2
  url=http://127.0.0.1:$(free_port)
  "$@" --urls "$url" >"$work/$name.log" 2>&1 &
  pid=$!
  pids+=("$pid")
  await "$url$health"
}
stop() { # PID…
  for p in "$@"; do kill "$p" && wait "$p" 2>/dev/null || true; done
}
serve() { # NAME DATA-FOLDER ARGUMENTS…
  local name=$1 data=$2
  shift 2
  launch "$name" /healthz "$out/server/headlesskey" serve --data "$data" "$@"
}
control() { launch control /healthz "$out/control/Control"; control_url=$url; control_pid=$pid; }
add_users() { # COUNT ARGUMENTS…
  local count=$1
  shift
  for i in $(seq "$count"); do
    echo "$password" | "$out/server/headlesskey" user add "perf$i" "perf$i@example.org" --role subscriber "$@" >/dev/null
  done
}
sign_in() { # URL MEMBER: one sign-in, and that member of its answer
  curl -sf -w '\n' "$1$api/token" -d username=perf1 -d "password=$password" | sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p"
}
sign_in_many() { # URL COUNT: that many sessions' refresh tokens
  export -f sign_in
  export api password
  seq "$2" | xargs -P 4 -I{} bash -c "sign_in $1 refresh_token"
}
load() { # COLUMN FILE URL SCRIPT SECONDS CONNECTIONS ARGUMENTS…: runs wrk and appends a column of its result (2 rps, 4 p99)
  local column=$1 file=$2 target=$3 script=$4 time=$5 connections=$6 result wrong
  shift 6
  result=$(wrk -t2 -c"$connections" -d"${time}s" --timeout 20s --latency -s "perf/load/wrk/$script.lua" "$target" -- "$@" | grep ^RESULT)
  wrong=$(cut -d' ' -f5 <<<"$result")
  [ "$wrong" = 0 ] || fail "$script: $wrong answers were not what they must be"
  cut -d' ' -f"$column" <<<"$result" >>"$file"
}
warm() { load 2 /dev/null "$1" "$2" 3 32 "${@:3}"; }

install() {
  command -v wrk >/dev/null || apt-get install -y -q wrk >/dev/null || fail "wrk is missing: apt-get install wrk"
  command -v curl >/dev/null || apt-get install -y -q curl >/dev/null || fail "curl is missing: apt-get install curl"
}
publish() { # PROJECT FOLDER ARGUMENTS…
  say "publishing $1"
  dotnet publish "$1" -r linux-x64 -c Release -p:PublishSingleFile=true -o "$out/$2" -v q "${@:3}" >"$work/publish.log" 2>&1 || { cat "$work/publish.log" >&2; fail "$1 does not publish"; }
}
build() {
  publish src/HeadlessKey.Server server
  publish perf/load/Control control
  publish perf/load/Host host
  say "building perf/load/Gauge"
  dotnet publish perf/load/Gauge -c Release -o "$out/gauge" -v q >"$work/publish.log" 2>&1 || { cat "$work/publish.log" >&2; fail "the gauge does not build"; }
  say "building perf/load/Records"
  dotnet publish perf/load/Records -c Release -o "$out/records" -v q >"$work/publish.log" 2>&1 || { cat "$work/publish.log" >&2; fail "what fills the log does not build"; }
}

measure_start() {
  say "start to first 200"
  local data=$work/start ours control_port=http://127.0.0.1:$(free_port) our_port=http://127.0.0.1:$(free_port)
  add_users 1 --data "$data"
  for _ in $(seq "$starts"); do
    "$out/gauge/gauge" start "$control_port/healthz" "$out/control/Control" --urls "$control_port" >>"$work/start.control"
    "$out/gauge/gauge" start "$our_port/healthz" "$out/server/headlesskey" serve --data "$data" --urls "$our_port" >>"$work/start.ours"
  done
  row "start to first 200" "$work/start.ours" "$work/start.control" ms "<=3"
}

measure_memory() {
  say "idle memory"
  local data=$work/memory
  add_users 1 --data "$data"
  serve memory "$data"
  local token refresh
  token=$(sign_in "$url" token)
  refresh=$(sign_in "$url" refresh_token)
  curl -sf -o /dev/null "$url$api/token/validate" -d "token=$token"
  curl -sf -o /dev/null "$url$api/token/refresh" -d "refresh_token=$refresh"
  sleep 5
  local resident size
  resident=$(awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$pid/status")
  size=$(awk "BEGIN { printf \"%.1f\", $(stat -c %s "$out/server/headlesskey") / 1048576 }")
  stop "$pid"
  local control_resident
  control
  curl -sf -o /dev/null "$url/healthz"
  sleep 2
  control_resident=$(awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$pid/status")
  stop "$pid"
  local reached=NO
  awk "BEGIN { exit !($resident <= 100) }" && reached=yes
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "idle memory" "$resident MB" "$control_resident MB" "$(awk "BEGIN { printf \"%.2f\", $resident / $control_resident }")" "<=100 MB" "$reached" >>"$rows"
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "size of the file" "$size MB" "$(awk "BEGIN { printf \"%.1f\", $(stat -c %s "$out/control/Control") / 1048576 }") MB" \
    "$(awk "BEGIN { printf \"%.2f\", $(stat -c %s "$out/server/headlesskey") / $(stat -c %s "$out/control/Control") }")" - - >>"$rows"
}

signed_by() { # ALGORITHM: a data folder with one user and one key of ours
  local data=$work/$1
  [ -d "$data" ] && return
  "$out/gauge/gauge" key "$1" "$work/$1.key"
  add_users 1 --data "$data"
  "$out/server/headlesskey" keys import "$work/$1.key" --alg "$1" --now --data "$data" >/dev/null
}
tokens() { # ALGORITHM URL: $work/ALGORITHM.known, few enough to be remembered, and .fresh, too many
  local sample header
  sample=$(sign_in "$2" token)
  header=$(cut -d. -f1 <<<"$sample" | base64 -d 2>/dev/null || true)
  [[ $header == *"\"$1\""* ]] || fail "the server does not sign with $1: $header"
  "$out/gauge/gauge" mint "$1" "$work/$1.key" "$sample" 500 >"$work/$1.known"
  "$out/gauge/gauge" mint "$1" "$work/$1.key" "$sample" 3000 >"$work/$1.fresh"
}

measure_validate() {
  say "validate"
  local algorithm known_url known_pid fresh_url fresh_pid
  for algorithm in HS256 RS256 ES256; do signed_by "$algorithm"; done
  sleep 6 # the keys sign five seconds after their import
  control
  for algorithm in HS256 RS256 ES256; do
    local data=$work/$algorithm files=$work/validate.$algorithm
    serve "known-$algorithm" "$data"; known_url=$url known_pid=$pid
    # It remembers fewer tokens than are asked about before any comes again: each is verified every time.
    serve "fresh-$algorithm" "$data" --set HeadlessKey:Tokens:Remembered=1000; fresh_url=$url fresh_pid=$pid
    tokens "$algorithm" "$known_url"
    warm "$control_url" validate /validate "$work/$algorithm.known"
    warm "$known_url" validate $api/token/validate "$work/$algorithm.known"
    warm "$fresh_url" validate $api/token/validate "$work/$algorithm.fresh"
    for _ in $(seq "$rounds"); do
      load 2 "$files.control" "$control_url" validate "$seconds" 32 /validate "$work/$algorithm.known"
      load 2 "$files.known" "$known_url" validate "$seconds" 32 $api/token/validate "$work/$algorithm.known"
      load 2 "$files.fresh" "$fresh_url" validate "$seconds" 32 $api/token/validate "$work/$algorithm.fresh"
    done
    row "validate $algorithm, remembered" "$files.known" "$files.control" /s ">=0.7"
    row "validate $algorithm, first time" "$files.fresh" "$files.control" /s -
    stop "$known_pid" "$fresh_pid"
  done
  stop "$control_pid"
}

measure_bearer() {
  say "bearer-protected GET"
  local data=$work/bearer
  add_users 1 --data "$data"
  launch host /healthz env "HeadlessKey__Storage__DataFolder=$data" "$out/host/Host"
  local host_url=$url host_pid=$pid
  for _ in 1 2 3 4; do sign_in "$host_url" token; done >"$work/bearer.tokens"
  control
  warm "$control_url" bearer /me "$work/bearer.tokens"
  warm "$host_url" bearer /me "$work/bearer.tokens"
  for _ in $(seq "$rounds"); do
    load 2 "$work/bearer.control" "$control_url" bearer "$seconds" 32 /me "$work/bearer.tokens"
    load 2 "$work/bearer.ours" "$host_url" bearer "$seconds" 32 /me "$work/bearer.tokens"
  done
  row "bearer-protected GET" "$work/bearer.ours" "$work/bearer.control" /s -
  stop "$host_pid" "$control_pid"
}

refresh_round() { # FILE URL SECONDS: 32 connections, each with a session of its own
  sign_in_many "$2" 36 >"$work/refresh.tokens"
  [ "$(wc -l <"$work/refresh.tokens")" = 36 ] || fail "not every sign-in gave a refresh token"
  load 2 "$1" "$2" refresh "$3" 32 $api/token/refresh "$work/refresh.tokens"
}

measure_refresh_sqlite() {
  say "refresh on SQLite"
  local data=$work/refresh-sqlite
  add_users 1 --data "$data"
  serve refresh-sqlite "$data"
  refresh_round /dev/null "$url" 3
  mkdir -p "$work/copy"
  for round in $(seq "$rounds"); do
    sqlite_copy "$data" "$work/copy/$round.db"
    "$out/gauge/gauge" loop "$work/copy/$round.db" "$seconds" >>"$work/sqlite.control"
    refresh_round "$work/sqlite.ours" "$url" "$seconds"
  done
  row "refresh on SQLite" "$work/sqlite.ours" "$work/sqlite.control" /s ">=1.5"
  stop "$pid"
}
sqlite_copy() { # DATA-FOLDER FILE: with the server idle, the database and its log are a whole
  cp "$1/headlesskey.db" "$2"
  if [ -f "$1/headlesskey.db-wal" ]; then cp "$1/headlesskey.db-wal" "$2-wal"; fi
}

start_postgres() { # once, for every part that wants it
  [ -z "$postgres" ] || return 0
  postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
  if [ -z "$postgres" ]; then
    apt-get install -y -q postgresql >/dev/null || fail "PostgreSQL is missing: apt-get install postgresql"
    postgres=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  fi
  mkdir -p "$work/pg"
  [ "$(id -u)" != 0 ] || chown postgres "$work/pg"
  pg_port=$(free_port)
  as_postgres "$postgres/initdb" -D "$work/pg/data" -A trust -U postgres -E UTF8 --no-locale >"$work/initdb.log"
  # Durable, as it comes: the log is on the disk before a commit is answered.
  as_postgres "$postgres/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" \
    -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" start >/dev/null
}

measure_refresh_postgres() {
  say "refresh on PostgreSQL"
  start_postgres
  local data=$work/refresh-postgres connect=(-h 127.0.0.1 -p "$pg_port" -U postgres) storage
  "$postgres/createdb" "${connect[@]}" headlesskey
  storage=(--data "$data" --set HeadlessKey:Storage:Engine=postgresql
    --set "HeadlessKey:Storage:ConnectionString=Host=127.0.0.1;Port=$pg_port;Username=postgres;Database=headlesskey")
  add_users 1 "${storage[@]}"
  "$postgres/createdb" "${connect[@]}" -T headlesskey control
  "$postgres/psql" "${connect[@]}" -q -d control -c "
    insert into sessions (id, user_id, salt, generation, created_at, rotated_at, idle_expires_at, expires_at, access_expires_at, user_agent, address)
    select 'session-' || (1000000 + n), (select min(id) from users), 'AAAAAAAAAAAAAAAAAAAAAA', 0, 0, 0, 4000000000000, 4000000000000, 4000000000000, 'curl', '127.0.0.1'
    from generate_series(0, 31) n"
  serve refresh-postgres "$data" "${storage[@]:2}"
  refresh_round /dev/null "$url" 3
  for _ in $(seq "$rounds"); do
    "$postgres/pgbench" "${connect[@]}" -n -M prepared -c 32 -j 2 -T "$seconds" -f perf/load/refresh.pgbench control >"$work/pgbench.log" 2>&1 \
      || { cat "$work/pgbench.log" >&2; fail "pgbench failed"; }
    sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$work/pgbench.log" >>"$work/postgres.control"
    refresh_round "$work/postgres.ours" "$url" "$seconds"
  done
  row "refresh on PostgreSQL" "$work/postgres.ours" "$work/postgres.control" /s ">=0.6"
  stop "$pid"
}

# What log and queue cost a refresh: the same app with both, and over a table of events that swallows what it is given and without a queue.
# The webhook is for everything. The first one's receiver is away, so what is measured is the writing and not the telling; the second one's takes all.
measure_record() {
  say "what log and queue cost"
  local engine name
  for engine in sqlite postgresql; do
    name=$([ "$engine" = sqlite ] && echo SQLite || echo PostgreSQL)
    control
    record_host without "$engine" --queue off
    record_host log "$engine"
    record_host queue "$engine" --webhook http://127.0.0.1:9/hook
    record_host told "$engine" --webhook "$control_url/hook"
    for server in without log queue told; do refresh_round /dev/null "${record_url[$server]}" 3; done
    for _ in $(seq $((rounds + 2))); do
      for server in log without queue told; do refresh_round "$work/record.$engine.$server" "${record_url[$server]}" "$seconds"; done
    done
    row "refresh on $name, with the log to without" "$work/record.$engine.log" "$work/record.$engine.without" /s ">=0.85"
    row "refresh on $name, with log and queue to without" "$work/record.$engine.queue" "$work/record.$engine.without" /s ">=0.85"
    row "refresh on $name, while a receiver is told" "$work/record.$engine.told" "$work/record.$engine.without" /s -
    stop "${record_pid[@]}" "$control_pid"
  done
}
declare -A record_url record_pid
record_host() { # NAME ENGINE [--queue off | --webhook URL]: an app over a database of its own, in ${record_url[NAME]} and ${record_pid[NAME]}
  local name=$1 engine=$2 data=$work/record-$2-$1 database=record_$1 storage=()
  if [ "$engine" = postgresql ]; then
    start_postgres
    "$postgres/createdb" -h 127.0.0.1 -p "$pg_port" -U postgres "$database"
    storage=("HeadlessKey__Storage__Engine=postgresql"
      "HeadlessKey__Storage__ConnectionString=Host=127.0.0.1;Port=$pg_port;Username=postgres;Database=$database")
  fi
  storage+=("HeadlessKey__Storage__DataFolder=$data" HeadlessKey__Outbound__AllowedNetworks__0=127.0.0.0/8)
  (export "${storage[@]}"; add_users 1)
  case ${3:-} in
    --webhook) env "${storage[@]}" "$out/server/headlesskey" webhooks add "$4" >/dev/null ;;
    --queue)
      if [ "$engine" = sqlite ]; then
        "$out/gauge/gauge" sql "$data/headlesskey.db" "alter table security_events rename to kept; create view security_events as select * from kept;
          create trigger swallow instead of insert on security_events begin select 1; end"
      else
        "$postgres/psql" -h 127.0.0.1 -p "$pg_port" -U postgres -q -d "$database" -c "create rule swallow as on insert to security_events do instead nothing"
      fi ;;
  esac
  launch "record-$name" /healthz env "${storage[@]}" "$out/host/Host" "${@:3}"
  record_url[$name]=$url record_pid[$name]=$pid
}

# A page of the log with nearly all of the table before it, beside the first page of the same search.
measure_activity() {
  say "pages of the activity log"
  mkdir -p "$work/activity"
  activity_pages SQLite sqlite "$work/activity"
  rm -rf "$work/activity"
  start_postgres
  "$postgres/createdb" -h 127.0.0.1 -p "$pg_port" -U postgres activity
  activity_pages PostgreSQL postgresql "Host=127.0.0.1;Port=$pg_port;Username=postgres;Database=activity;Command Timeout=600"
}
activity_pages() { # NAME ENGINE STORAGE
  local name first deep
  "$out/records/HeadlessKey.Records" "$2" "$3" "$activity_rows" >"$work/activity.$1"
  while IFS=$'\t' read -r name first deep; do
    add_row "activity on $1, $name: deep page to first" "$deep µs" "$first µs" "$(calc "$deep / $first")" "<=3"
  done <"$work/activity.$1"
}

measure_login() {
  say "login"
  local data=$work/login
  add_users "$users" --data "$data"
  serve login "$data"
  load 2 /dev/null "$url" login 2 16 $api/token "$users" "$password" 200
  for _ in $(seq $((rounds > 2 ? 2 : 1))); do
    # As low in rank as the server's own hashing threads: what others on the machine take is then taken from both.
    nice -n 19 "$out/gauge/gauge" hash "$rounds_of_hash" 15 >"$work/hash.before"
    load 2 "$work/login.ours" "$url" login "$login_seconds" 16 $api/token "$users" "$password" 200
    nice -n 19 "$out/gauge/gauge" hash "$rounds_of_hash" 15 >"$work/hash.after"
    cat "$work/hash.before" "$work/hash.after" | median >>"$work/login.control"
  done
  row "login" "$work/login.ours" "$work/login.control" /s ">=0.98"
  stop "$pid"
}

# What rules and limits cost: the same server with them and without. (Attempts are counted in both; what that costs, the row "login" shows.)
measure_guard() {
  say "rules and limits"
  local data=$work/guard guarded_url guarded_pid open_url open_pid
  add_users "$users" --data "$data"
  serve guarded "$data" --set HeadlessKey:Access:Rules:register=administrator --set HeadlessKey:Access:Networks:token=127.0.0.0/8
  guarded_url=$url guarded_pid=$pid
  serve open "$data" --set HeadlessKey:RateLimits:SignIn=0 --set HeadlessKey:RateLimits:Accounts=0 --set HeadlessKey:RateLimits:Sessions=0
  open_url=$url open_pid=$pid
  for _ in $(seq 20); do sign_in "$open_url" token; done >"$work/guard.tokens"
  for server in "$guarded_url" "$open_url"; do
    warm "$server" validate $api/token/validate "$work/guard.tokens"
    load 2 /dev/null "$server" login 2 16 $api/token "$users" "$password" 200
    sleep 3
  done
  for _ in $(seq "$rounds"); do
    load 2 "$work/guard.validate.with" "$guarded_url" validate "$seconds" 32 $api/token/validate "$work/guard.tokens"
    load 2 "$work/guard.validate.without" "$open_url" validate "$seconds" 32 $api/token/validate "$work/guard.tokens"
    load 2 "$work/guard.login.with" "$guarded_url" login "$login_seconds" 16 $api/token "$users" "$password" 200
    load 2 "$work/guard.login.without" "$open_url" login "$login_seconds" 16 $api/token "$users" "$password" 200
    sleep 3 # the hashes that were under way when the load ended
  done
  row "login, with rules and limits to without" "$work/guard.login.with" "$work/guard.login.without" /s ">=0.98"
  row "validate, with rules and limits to without" "$work/guard.validate.with" "$work/guard.validate.without" /s ">=0.98"
  stop "$guarded_pid" "$open_pid"
}

measure_register() {
  say "register"
  local data=$work/register
  add_users 1 --data "$data"
  serve register "$data"
  load 2 /dev/null "$url" register 2 16 $api/register warm "$password"
  for round in $(seq $((rounds > 2 ? 2 : 1))); do
    nice -n 19 "$out/gauge/gauge" hash "$rounds_of_hash" 15 >"$work/hash.before"
    load 2 "$work/register.ours" "$url" register "$login_seconds" 16 $api/register "r$round" "$password"
    nice -n 19 "$out/gauge/gauge" hash "$rounds_of_hash" 15 >"$work/hash.after"
    cat "$work/hash.before" "$work/hash.after" | median >>"$work/register.control"
  done
  row "register" "$work/register.ours" "$work/register.control" /s ">=0.9"
  stop "$pid"
}

p99_under() { # COMMAND FILE CONNECTIONS PAUSE: validate's p99 while the command runs
  "$1" &
  local other=$!
  sleep 1
  load 4 "$2" "$flood_url" validate "$seconds" "$3" $api/token/validate "$work/flood.tokens" "$4"
  wait "$other"
  sleep 2 # what was queued when it ended is hashed or left out by then
}
flood_of_logins() {
  wrk -t1 -c64 -d$((seconds + 3))s --timeout 20s -s perf/load/wrk/login.lua "$flood_url" -- $api/token "$users" wrong-password 401,429,503 >"$work/flood.out" 2>&1
  [ "$(sed -n 's/^RESULT [0-9.]* [0-9]* [0-9]* \([0-9]*\) .*/\1/p' "$work/flood.out")" = 0 ] || { cat "$work/flood.out" >&2; fail "the flood got wrong answers"; }
}
idle_priority_programs() { # as many as there are processors, in the class that the kernel lets run when nothing else wants to
  for _ in $(seq "$(nproc)"); do timeout $((seconds + 3)) chrt -i 0 sh -c 'while :; do :; done' & done
  wait
}
measure_flood() {
  say "validate p99 under a login flood"
  local data=$work/flood
  add_users "$users" --data "$data"
  serve flood "$data"
  flood_url=$url
  sign_in "$url" token >"$work/flood.tokens"
  sign_in "$url" token >>"$work/flood.tokens"
  warm "$url" validate $api/token/validate "$work/flood.tokens"
  for _ in $(seq "$rounds"); do
    load 4 "$work/flood.quiet" "$url" validate "$seconds" 128 $api/token/validate "$work/flood.tokens" 0
    p99_under flood_of_logins "$work/flood.loud" 128 0
    p99_under idle_priority_programs "$work/flood.others" 16 10
    p99_under flood_of_logins "$work/flood.light" 16 10
  done
  row "validate p99, login flood to quiet" "$work/flood.loud" "$work/flood.quiet" µs "<=2"
  row "same at light load, to idle-class programs" "$work/flood.light" "$work/flood.others" µs -
  stop "$pid"
}

# The whole beside a real WordPress of Debian's packages, which tests/wordpress-site builds: MariaDB, PHP-FPM with 6 processes, nginx.
measure_wordpress() {
  say "beside WordPress"
  local data=$work/beside site=http://127.0.0.1:$(free_port) id application token route best=0 cheapest= rate
  mkfifo "$work/site.in"
  setsid tests/wordpress-site/site.sh "$work/site" "${site##*:}" "$(free_port)" "$PWD/wordpress/headlesskey-connector.php" \
    <"$work/site.in" >"$work/site.out" 2>"$work/site.err" &
  exec 7>"$work/site.in" # it ends when this does
  for _ in $(seq 600); do [ ! -s "$work/site.out" ] || break; sleep 0.1; done
  [ "$(cat "$work/site.out")" = ready ] || { cat "$work/site.err" >&2; fail "there is no WordPress"; }
  { echo "<?php"; "$out/server/headlesskey" wordpress connect "$site" --data "$data" 2>/dev/null; } >"$work/site/etc/connector.php"
  printf perf >"$work/site/etc/eval-secret"
  id=$(wordpress_php 'return get_user_by("login", "editor")->ID;')
  application=$(wordpress_php "return WP_Application_Passwords::create_new_application_password($id, array('name' => 'perf'))[0];" | tr -d '"')
  serve beside "$data"
  sleep 6 # the key signs five seconds after it was made, and the running server tells it to the site
  "$out/server/headlesskey" wordpress check --data "$data" >"$work/check.log" || { cat "$work/check.log" >&2; fail "the two do not agree"; }
  token=$(curl -sf "$url$api/token" -d username=editor -d 'password=editor of the test site' | sed -n 's/.*"token":"\([^"]*\)".*/\1/p')
  printf '%s\n%s\n' "$token" "$token" >"$work/beside.tokens" # one for each thread
  echo "Bearer $token" >"$work/beside.bearer"
  echo "Basic $(printf 'editor:%s' "$application" | base64 -w 0)" >"$work/beside.basic"
  echo - >"$work/beside.nobody"

  for route in /wp/v2/types/post /wp/v2/statuses/publish /wp/v2/taxonomies/category /oembed/1.0; do
    load 2 "$work/beside.route" "$site" authorized 2 8 "/wp-json$route" "$work/beside.nobody"
    rate=$(tail -n 1 "$work/beside.route")
    if awk "BEGIN { exit !($rate > $best) }"; then best=$rate cheapest=$route; fi
  done
  say "  the cheapest route of this WordPress is $cheapest"
  warm "$url" validate $api/token/validate "$work/beside.tokens"
  for _ in $(seq "$rounds"); do
    load 2 "$work/beside.cheapest" "$site" authorized "$seconds" 8 "/wp-json$cheapest" "$work/beside.nobody"
    load 2 "$work/beside.validate" "$url" validate "$seconds" 32 $api/token/validate "$work/beside.tokens"
    for _ in 1 2; do # many short pairs, each the other way round: the two are close, and the machine is not always the same
      load 2 "$work/beside.application" "$site" authorized 2 4 /wp-json/wp/v2/users/me "$work/beside.basic"
      load 2 "$work/beside.ours" "$site" authorized 2 4 /wp-json/wp/v2/users/me "$work/beside.bearer"
      load 2 "$work/beside.ours" "$site" authorized 2 4 /wp-json/wp/v2/users/me "$work/beside.bearer"
      load 2 "$work/beside.application" "$site" authorized 2 4 /wp-json/wp/v2/users/me "$work/beside.basic"
    done
    load 2 "$work/beside.own" "$site" form "$seconds" 8 /wp-login.php 'log=editor&pwd=editor%20of%20the%20test%20site' 302
    load 2 "$work/beside.login" "$url" form "$seconds" 8 $api/token 'username=editor&password=editor%20of%20the%20test%20site' 200
  done
  row "validate, to WordPress's cheapest route" "$work/beside.validate" "$work/beside.cheapest" /s ">=100"
  row "users/me, by our token to an application password" "$work/beside.ours" "$work/beside.application" /s ">=0.95"
  row "login by the directory, to wp-login.php" "$work/beside.login" "$work/beside.own" /s -
  stop "$pid"
  exec 7>&-
}
wordpress_php() { # CODE: what it returns, as JSON
  curl -sf "$site/test-eval.php" -H 'X-Test-Secret: perf' --data-binary "$1" | sed -n 's/^{"value":\(.*\)}$/\1/p'
}

measure_admin() {
  say "what the admin part costs"
  local file
  for file in without ahead; do
    [ "$build" = no ] && [ -x "$out/$file/headlesskey" ] || "publish_$file"
  done
  local with without
  with=$(stat -c %s "$out/server/headlesskey") without=$(stat -c %s "$out/without/headlesskey")
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "size of the file, with the admin part to without" "$with B" "$without B" "+$((with - without)) B" "<1000000 B" \
    "$([ $((with - without)) -lt 1000000 ] && echo yes || echo NO)" >>"$rows"

  local data=$work/admin at=http://127.0.0.1:$(free_port) name
  echo "$password" | "$out/server/headlesskey" user add perf1 perf1@example.org --role administrator --data "$data" >/dev/null
  for _ in $(seq "$starts"); do
    for name in ahead server; do
      "$out/gauge/gauge" start "$at/healthz" "$out/$name/headlesskey" serve --data "$data" --urls "$at" >>"$work/admin.$name.start"
      launch admin /healthz "$out/$name/headlesskey" serve --data "$data"
      sleep 1
      first_answers "$url" >>"$work/admin.$name.first"
      stop "$pid"
    done
  done
  row "start, admin part compiled when opened to ahead" "$work/admin.server.start" "$work/admin.ahead.start" ms -
  row "first answers of 13 admin routes, the same" "$work/admin.server.first" "$work/admin.ahead.first" ms -
}
publish_without() { # the same tree, without the package and the two calls
  local tree=$work/without-admin
  mkdir "$tree"
  git ls-files -z | tar -c --null -T - | tar -x -C "$tree"
  sed -i '/AddAdmin()/d; /MapHeadlessKeyAdmin()/d' "$tree/src/HeadlessKey.Server/ServerHost.cs"
  sed -i '/HeadlessKey.Admin.csproj/d; /<Target Name="LeaveAdminUncompiled"/,/<\/Target>/d' "$tree/src/HeadlessKey.Server/HeadlessKey.Server.csproj"
  publish "$tree/src/HeadlessKey.Server" without
}
publish_ahead() { publish src/HeadlessKey.Server ahead -p:CompileAdminAhead=true; }
first_answers() { # URL: how long the pages' first requests take together, in milliseconds, one after the other
  local jar=$work/admin.cookies route
  curl -sf -o /dev/null -c "$jar" -H "Origin: $HeadlessKey__PublicUrl" "$1/admin/api/v1/session" -d username=perf1 -d "password=$password"
  for route in session overview settings keys users sessions activity webhooks sites access system hooks email; do
    curl -sf -o /dev/null -w '%{time_starttransfer}\n' -b "$jar" -H "Origin: $HeadlessKey__PublicUrl" "$1/admin/api/v1/$route" || fail "/admin/api/v1/$route does not answer"
  done | awk '{ sum += $1 } END { printf "%.1f\n", sum * 1000 }'
}

install
[ "$build" = no ] || build
for part in start memory validate bearer refresh-sqlite refresh-postgres login register guard flood record activity wordpress admin; do
  if wants "$part"; then "measure_${part//-/_}"; fi
done
