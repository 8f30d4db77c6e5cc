#!/usr/bin/env bash
# Unmodified official clients (npm openai, @anthropic-ai/sdk, Vercel AI SDK) talk to the gateway, streaming and
# tools included. Needs Node 20 or newer and an npm registry.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
work=$(mktemp -d)
stub=""
trap '[ -z "$stub" ] || kill "$stub" 2>/dev/null || true; rm -rf "$work"' EXIT
node_packages gateway/src/test/node "$work" "the gateway was not checked by the official clients"
cp gateway/src/test/node/gateway.mjs "$work/"
class_path gateway "$work/class-path"
find_java
mkfifo "$work/input"
"$java" -cp "$class_path" \
  org.yardmaster.server.ClientGateway <"$work/input" >"$work/address" &
stub=$!
exec 3>"$work/input"
for _ in $(seq 600); do [ ! -s "$work/address" ] || break; sleep 0.1; done
(cd "$work" && node gateway.mjs $(cat "$work/address"))
