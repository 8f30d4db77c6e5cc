#!/usr/bin/env bash
# Unmodified official clients (npm openai, @anthropic-ai/sdk, Vercel AI SDK) talk to the gateway, streaming and
# tools included. Needs Node 20 or newer and an npm registry.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "skipped: no Node; the gateway was not checked by the official clients"
  exit 77
fi
work=$(mktemp -d)
stub=""
trap '[ -z "$stub" ] || kill "$stub" 2>/dev/null || true; rm -rf "$work"' EXIT
cp gateway/src/test/node/{package.json,package-lock.json,.npmrc,gateway.mjs} "$work/"
if ! (cd "$work" && npm ci --no-audit --no-fund --ignore-scripts) >"$work/npm.log" 2>&1; then
  tail -n 5 "$work/npm.log"
  echo "skipped: npm could not install the official clients"
  exit 77
fi
mvn -q test-compile dependency:build-classpath -pl gateway -am -Dmdep.outputFile="$work/class-path" \
  -DincludeScope=test -DexcludeGroupIds=org.yardmaster -Dcheckstyle.skip -Dexec.skip
java=java
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$("$home/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p' || true)
  if [[ "$version" =~ ^[0-9]+$ ]] && [ "$version" -ge 21 ]; then java="$home/bin/java"; break; fi
done
mkfifo "$work/input"
"$java" -cp "gateway/target/test-classes:gateway/target/classes:datasets/target/classes:classifier/kernel/target/classes:$(cat "$work/class-path")" \
  org.yardmaster.server.ClientGateway <"$work/input" >"$work/address" &
stub=$!
exec 3>"$work/input"
for _ in $(seq 100); do [ ! -s "$work/address" ] || break; sleep 0.1; done
(cd "$work" && node gateway.mjs $(cat "$work/address"))
