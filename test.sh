#!/usr/bin/env bash
# Installs what the tests need, builds, runs them all and counts: ./test.sh, or a part: ./test.sh unit, functional, browser, wordpress.
# The last line says how many passed and failed. With CI=true a skipped test is a failure.
set -u
cd "$(dirname "$0")" || exit 1
exec </dev/null

configuration=Debug # the tests wait more than they compute, and this builds quicker
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
  echo "Usage: ./test.sh [unit] [functional] [browser] [wordpress]" >&2
  exit 2
}

parts=()
for part in "${@:-all}"; do
  case $part in
    all) parts+=(unit functional browser wordpress) ;;
    unit | functional | browser | wordpress) parts+=("$part") ;;
    typescript)
      echo "The part $part does not exist yet." >&2
      exit 2
      ;;
    *) usage ;;
  esac
done

# --- what the tests need ----------------------------------------------------------------------------------------------

has_postgres() { [[ -n ${HEADLESSKEY_TEST_POSTGRES:-} ]] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

# Installs packages. Whatever servers are in them do not start: nobody asked for them, and the tests make their own.
install() {
  echo "Installing $*"
  local policy=/usr/sbin/policy-rc.d ours=
  if [[ ! -e $policy ]]; then
    ours=yes
    as_root sh -c "printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy"
  fi
  if ! as_root apt-get update -q || ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; then
    echo "Could not install $*. What needs them is skipped or fails." >&2
  fi
  [[ -z $ours ]] || as_root rm -f "$policy"
}

missing_for_functional() {
  has_postgres || echo postgresql
  for tool in curl jq openssl python3 caddy; do
    command -v "$tool" >/dev/null || echo "$tool"
  done
  command -v node >/dev/null || echo nodejs
  [[ -x /usr/sbin/nginx ]] || echo nginx
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || echo python3-aiosmtpd # Debian's python3, whichever comes first in PATH
}

missing_for_wordpress() {
  [[ -e /usr/share/wordpress/wp-load.php ]] || echo wordpress
  [[ -e /usr/share/wordpress/wp-content/themes/twentytwentythree ]] || echo wordpress-theme-twentytwentythree
  [[ -x /usr/sbin/mariadbd ]] || echo mariadb-server
  [[ -x /usr/sbin/nginx ]] || echo nginx
  [[ -x /usr/sbin/apache2 ]] || echo apache2
  compgen -G '/usr/sbin/php-fpm*' >/dev/null || echo php-fpm
  local modules
  modules=$(php -m 2>/dev/null) || echo php-cli
  for module in mysqli:mysql dom:xml curl:curl mbstring:mbstring; do
    grep -qx "${module%:*}" <<<"$modules" || echo "php-${module#*:}"
  done
}

missing_for_browser() {
  [[ -x /usr/bin/chromium ]] || echo chromium
  command -v npm >/dev/null || echo npm
}

install_missing() {
  local missing
  mapfile -t missing < <(for part in "${parts[@]}"; do [[ $part == unit ]] || "missing_for_$part"; done | sort -u)
  ((${#missing[@]})) || return 0

  install "${missing[@]}"
  # Where a policy of the machine's own let it: PostgreSQL makes a cluster at once.
  if [[ " ${missing[*]} " == *" postgresql "* ]]; then
    pg_lsclusters --no-header 2>/dev/null | while read -r version name _; do
      as_root pg_ctlcluster "$version" "$name" stop 2>/dev/null
    done
  fi
}

# --- run and count ----------------------------------------------------------------------------------------------------

passed=0 failed=0 skipped=0
reports=$(mktemp -d)
trap 'end_compiler; rm -rf "$reports"' EXIT

# One compiler for all projects takes two thirds of the time of one for each. It has a name of its own, since it would outlive this script otherwise.
compiler=headlesskey-tests-$$
end_compiler() {
  local process
  for process in /proc/[0-9]*; do
    if grep -qzxF -- "-pipename:$compiler" "$process/cmdline" 2>/dev/null; then kill "${process#/proc/}" 2>/dev/null; fi
  done
}

# One number of the first <assembly …> in a report.
count() { sed -n "s/.*<assembly [^>]*[[:space:]]$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; }

run() {
  local project=$1 report=$reports/$1.xml
  local options=(-maxThreads 4) # on two cores: the tests wait more than they compute
  [[ ${CI:-} == true ]] && options+=(-failSkips)

  echo "Running $project"
  "tests/$project/bin/$configuration/net10.0/$project" -noLogo -noColor -xml "$report" "${options[@]}"
  local exit_code=$?

  if [[ ! -s $report ]]; then
    echo "$project ended with $exit_code and without a report." >&2
    failed=$((failed + 1))
    return
  fi

  local bad=$(($(count "$report" failed) + $(count "$report" errors)))
  passed=$((passed + $(count "$report" passed)))
  skipped=$((skipped + $(count "$report" skipped)))
  failed=$((failed + (bad == 0 && exit_code != 0 ? 1 : bad)))
}

install_missing

# What the pages are checked with. Nothing of it is shipped.
check_types() {
  echo "Checking the types of the pages"
  if (cd tests/HeadlessKey.BrowserTests && npm ci --silent --no-audit --no-fund && npm run --silent types); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
}

build() {
  dotnet build HeadlessKey.slnx -c "$configuration" -v quiet -nodeReuse:false -p:UseRazorBuildServer=false -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler"
  local result=$?
  end_compiler
  return $result
}

if ! build; then
  echo "0 passed, 1 failed"
  exit 1
fi

for part in "${parts[@]}"; do
  case $part in
    unit) run HeadlessKey.Tests ;;
    functional) run HeadlessKey.FunctionalTests ;;
    browser)
      check_types
      run HeadlessKey.BrowserTests
      ;;
    wordpress) run HeadlessKey.WordPressTests ;;
  esac
done

summary="$passed passed, $failed failed"
((skipped)) && summary+=", $skipped skipped"
echo "$summary"
((passed > 0 && failed == 0))
