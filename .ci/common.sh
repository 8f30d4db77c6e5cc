# Sourced by the scripts of .ci: what several of them need.

# The first JDK of 21 or newer, as the launcher looks for one: sets $java.
find_java() {
  java=java
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    version=$("$home/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p' || true)
    if [[ "$version" =~ ^[0-9]+$ ]] && [ "$version" -ge 21 ]; then java="$home/bin/java"; break; fi
  done
}

# class_path MODULE FILE: compiles a module with its tests, and what it needs; sets $class_path.
class_path() {
  mvn -q -Pquick test-compile dependency:build-classpath -pl "$1" -am -Dmdep.outputFile="$2" \
    -DincludeScope=test -DexcludeGroupIds=org.yardmaster
  class_path=$(cat "$2")
  local module
  for module in harness gateway reports; do class_path="$module/target/test-classes:$class_path"; done
  for module in harness gateway datasets reports classifier classifier/kernel; do
    class_path="$module/target/classes:$class_path"
  done
}

# node_packages FOLDER WORK UNCHECKED: installs a folder's npm packages into WORK; where that cannot be done,
# says what stays unchecked and ends the script with 77.
node_packages() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "skipped: no Node; $3"
    exit 77
  fi
  cp "$1"/{package.json,package-lock.json,.npmrc} "$2/"
  if ! (cd "$2" && ONNXRUNTIME_NODE_INSTALL=skip npm ci --no-audit --no-fund --ignore-scripts) >"$2/npm.log" 2>&1; then
    tail -n 5 "$2/npm.log"
    echo "skipped: npm could not install; $3"
    exit 77
  fi
}

# find_browser UNCHECKED: sets $browser to a Chromium ($CHROMIUM when set), installing Debian's where it may; where
# there is none, says what stays unchecked and ends the script with 77.
find_browser() {
  for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -z "$browser" ] || ! command -v "$browser" >/dev/null || return 0
  done
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null \
    && (apt-get update && apt-get install -y --no-install-recommends chromium) >/dev/null 2>&1; then
    browser=chromium
    return 0
  fi
  echo "skipped: no Chromium; $1"
  exit 77
}

# headless WORK ARGUMENT...: runs the browser without a window and without calling home.
headless() {
  local profile
  profile=$(mktemp -d "$1/profile.XXXX")
  shift
  timeout 60 "$browser" --headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run \
    --disable-sync --hide-scrollbars --user-data-dir="$profile" "$@" 2>/dev/null
}

# step NAME LOG COMMAND...: runs a command with its output in a log; when it fails, says which step it was and how its
# output ended.
step() {
  local name=$1 log=$2 code=0
  shift 2
  "$@" >"$log" 2>&1 || code=$?
  [ "$code" -ne 0 ] || return 0
  tail -n 30 "$log"
  echo "FAILED: $name (exit code $code)"
  return "$code"
}

# make_report_pages FOLDER: the demo's report, a comparison of two policies, and the statement of a made-up ledger.
make_report_pages() {
  local yardmaster=$PWD/yardmaster logs=$1/logs
  mkdir -p "$logs"
  step "build" "$logs/build" "$yardmaster" --version
  step "compile the tests of harness" "$logs/tests" mvn -q -Pquick test-compile -pl harness -am
  find_java
  step "make a ledger" "$logs/ledger" "$java" --enable-native-access=ALL-UNNAMED \
    -cp "harness/target/test-classes:harness/target/classes:harness/target/lib/*" \
    org.yardmaster.cli.SampleLedger "$1/ledger.db"
  pushd "$1" >/dev/null
  step "demo" "$logs/demo" "$yardmaster" demo --out demo
  step "train a second policy" "$logs/train" "$yardmaster" train --dataset builtin --db demo/lab.duckdb \
    --candidates sim-pebble,sim-summit --out two.yard
  step "compare" "$logs/compare" "$yardmaster" report --compare demo/policy.yard two.yard --dataset builtin \
    --db demo/lab.duckdb --out compared
  step "statement" "$logs/statement" "$yardmaster" report --statement --ledger ledger.db --month 2026-11 --out billed
  popd >/dev/null
}

# small_pictures FOLDER: 256 colours are enough for pages; fails when all pictures of a folder take more than 500 kB.
small_pictures() {
  pngquant --force --skip-if-larger --ext .png 256 "$1"/*.png || [ $? -eq 98 ] # 98: one would have become larger
  local bytes
  bytes=$(cat "$1"/*.png | wc -c)
  echo "$(ls "$1" | wc -l) pictures in $1, $bytes bytes"
  [ "$bytes" -lt 500000 ]
}

# start_postgresql UNCHECKED: a throwaway PostgreSQL of Debian's package on a random port of the loopback interface, under an
# account that is not root; sets $postgresql (a JDBC URL), $postgresql_folder, PGUSER and PGPASSWORD. Where there is none
# and none can be installed, says what stays unchecked and ends the script with 77. stop_postgresql ends and removes it.
start_postgresql() {
  local bin
  bin=$(postgresql_programs)
  if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    (apt-get update && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends postgresql) \
      >/dev/null 2>&1 || true
    bin=$(postgresql_programs)
  fi
  if [ -z "$bin" ]; then
    echo "skipped: no PostgreSQL; $1"
    exit 77
  fi
  postgresql_folder=$(mktemp -d)
  postgresql_control=("$bin/pg_ctl" -D "$postgresql_folder/data" -s -w)
  if [ "$(id -u)" = 0 ]; then
    local account=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
    chown nobody:nogroup "$postgresql_folder"
    bin="${account[*]} $bin"
    postgresql_control=("${account[@]}" "${postgresql_control[@]}")
  fi
  export PGUSER=yardmaster PGPASSWORD
  PGPASSWORD=$(head -c 18 /dev/urandom | base64)
  (
    cd "$postgresql_folder"
    echo "$PGPASSWORD" >word
    chmod a+r word
    $bin/initdb -D data -U "$PGUSER" --pwfile=word -A scram-sha-256 -E UTF8 --locale=C.UTF-8 >init.log
    rm word
  )
  local port
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 20000))
    if (cd "$postgresql_folder" && "${postgresql_control[@]}" -l "$postgresql_folder/data/server.log" start -o \
      "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"); then
      postgresql=jdbc:postgresql://127.0.0.1:$port/postgres
      return 0
    fi
  done
  echo "PostgreSQL did not start:"
  tail -n 5 "$postgresql_folder/data/server.log"
  exit 1
}

postgresql_programs() {
  ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1
}

stop_postgresql() {
  [ -n "${postgresql_folder:-}" ] || return 0
  (cd "$postgresql_folder" && "${postgresql_control[@]}" -m immediate stop) || true
  rm -rf "$postgresql_folder"
}

# start_status_gateway WORK: a gateway after traffic whose names attack whoever shows them; sets $address of its
# operators' port and $server. The caller ends it.
start_status_gateway() {
  class_path gateway "$1/class-path"
  find_java
  mkfifo "$1/input"
  "$java" --enable-native-access=ALL-UNNAMED -cp "$class_path" org.yardmaster.server.StatusGateway \
    <"$1/input" >"$1/address" 2>"$1/messages" &
  server=$!
  exec 3>"$1/input"
  for _ in $(seq 300); do [ ! -s "$1/address" ] || break; sleep 0.1; done
  address=$(cat "$1/address")
  [ -n "$address" ] || { cat "$1/messages"; exit 1; }
}
