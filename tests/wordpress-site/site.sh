#!/usr/bin/env bash
# A WordPress site from Debian's packages, for as long as somebody holds its standard input open.
#
#   site.sh FOLDER PORT APACHE_PORT CONNECTOR
#
# Builds the site in FOLDER (made here, removed at the end), starts MariaDB, PHP-FPM and nginx on unix sockets and on the loopback
# port PORT, says "ready", and then obeys lines:
#
#   start NAME [CONFIGURATION]    database, php, nginx, apache; nginx and apache may be started once more with a configuration of
#                                 their own, under any name that begins with theirs, such as nginx-recipe
#   stop NAME                     answers when it has ended
#
# HEADLESSKEY_TEST_WORDPRESS names the folder of another WordPress than Debian's. Each line is answered with "done" or "failed". When the input ends, because of a wish or of a kill -9, everything ends.
set -u
site=$1 port=$2 apache_port=$3 connector=$4
here=$(cd "$(dirname "$0")" && pwd)
core=${HEADLESSKEY_TEST_WORDPRESS:-/usr/share/wordpress}
declare -A running=()

# --- starting and stopping --------------------------------------------------------------------------------------------

# As a child in the foreground, and never with this script's own input: that would keep it open.
launch() {
  local name=$1
  shift
  "$@" </dev/null >>"$site/log/$name.out" 2>&1 &
  running[$name]=$!
}

start() {
  local name=$1 configuration=${2:-}
  [[ -n ${running[$name]:-} ]] && return 1
  case $name in
    database)
      launch "$name" mariadbd --defaults-file="$site/etc/my.cnf"
      wait_for "$name" mariadb-admin --socket="$site/run/database.sock" -uroot ping
      ;;
    php)
      launch "$name" "$(php_fpm)" --nodaemonize --fpm-config "$site/etc/php-fpm.conf" -c "$site/etc/php.ini" $(root_only --allow-to-run-as-root)
      wait_for "$name" test -S "$site/run/php.sock"
      ;;
    nginx*)
      launch "$name" nginx -p "$site" -c "${configuration:-$site/etc/nginx.conf}" -g 'daemon off;'
      wait_for "$name" test -s "$site/run/$name.pid"
      ;;
    apache*)
      launch "$name" apache2 -X -d "$site" -f "${configuration:-$site/etc/apache.conf}"
      wait_for "$name" test -s "$site/run/$name.pid"
      ;;
    *) return 1 ;;
  esac
}

# A server that is up, or false when it has ended or takes longer than half a minute.
wait_for() {
  local name=$1
  shift
  for _ in {1..600}; do
    "$@" >/dev/null 2>&1 && return 0
    kill -0 "${running[$name]}" 2>/dev/null || break
    sleep 0.05
  done
  stop "$name"
  return 1
}

# What was started by this script and still is its child: the number cannot be another process's.
stop() {
  local name=$1 process=${running[$1]:-}
  [[ -n $process ]] || return 1
  kill -TERM "$process" 2>/dev/null
  for _ in {1..200}; do
    kill -0 "$process" 2>/dev/null || break
    sleep 0.05
  done
  kill -KILL "$process" 2>/dev/null
  wait "$process" 2>/dev/null
  unset "running[$name]"
  rm -f "$site/run/$name.pid" "$site/run/$name.sock"
}

end() {
  trap - EXIT
  for name in "${!running[@]}"; do
    [[ $name == database ]] || stop "$name"
  done
  stop database
  rm -rf "$site"
}

# --- building ---------------------------------------------------------------------------------------------------------

php_fpm() { compgen -G '/usr/sbin/php-fpm[0-9]*' | tail -n 1; }

root_only() { [[ $(id -u) == 0 ]] && echo "$@"; }

# Who the servers run as. Started by root, they step down; MariaDB refuses to do otherwise.
web_user=$(id -un) database_user=$(id -un)
[[ $(id -u) == 0 ]] && web_user=www-data database_user=mysql

build() {
  mkdir -p "$site"/{etc,run,log,mail,tmp,data,www} && chmod 755 "$site" && chmod 1777 "$site"/{run,log,mail,tmp} || return 1
  for file in "$here"/etc/*; do
    sed -e "s|@SITE@|$site|g" -e "s|@PORT@|$port|g" -e "s|@APACHE_PORT@|$apache_port|g" -e "s|@WEB_USER@|$web_user|g" -e "s|@DATABASE_USER@|$database_user|g" \
      -e "s|@SALT@|$(head -c 48 /dev/urandom | base64 -w 0)|g" "$file" >"$site/etc/${file##*/}"
  done
  chmod 755 "$site/etc/keep-mail.sh"

  # The database makes its own files while WordPress's are copied. -L follows Debian's links to the libraries that it shares.
  chown "$database_user" "$site/data" || return 1
  mariadb-install-db --defaults-file="$site/etc/my.cnf" --auth-root-authentication-method=normal --skip-test-db >"$site/log/install.out" 2>&1 &
  local installing=$!
  cp -rL "$core/." "$site/www" && rm -f "$site/www/wp-config.php" && cp "$site/etc/wp-config.php" "$site/www/" || return 1
  cp "$here/eval.php" "$site/www/test-eval.php"
  mkdir -p "$site/www/wp-content/"{mu-plugins,uploads} && cp "$connector" "$site/www/wp-content/mu-plugins/" || return 1
  chown "$web_user" "$site/www/wp-content/uploads"
  wait "$installing" || return 1

  start database || return 1
  mariadb --socket="$site/run/database.sock" -uroot -e "
    create database wordpress character set utf8mb4;
    create user wordpress@localhost identified by 'wordpress';
    grant all on wordpress.* to wordpress@localhost;" || return 1
  php -c "$site/etc/php.ini" "$here/install.php" "$site/www" "http://127.0.0.1:$port" >>"$site/log/install.out" 2>&1 || return 1
  start php && start nginx
}

# ----------------------------------------------------------------------------------------------------------------------

trap end EXIT
trap 'exit 1' TERM INT HUP
if ! build; then
  tail -n 20 "$site"/log/* >&2
  exit 1
fi
echo ready

while read -r verb name configuration; do
  case $verb in
    start | stop) "$verb" "$name" "$configuration" && echo done || echo failed ;;
    *) echo failed ;;
  esac
done
