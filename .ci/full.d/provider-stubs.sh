#!/usr/bin/env bash
# The stub provider speaks the real wire formats: the providers' own client libraries (npm openai,
# @anthropic-ai/sdk, @google/genai) talk to it. Needs Node 20 or newer and an npm registry.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
work=$(mktemp -d)
stub=""
trap '[ -z "$stub" ] || kill "$stub" 2>/dev/null || true; rm -rf "$work"' EXIT
node_packages gateway/src/test/node "$work" "the stubs' wire formats were not checked by the official clients"
cp gateway/src/test/node/clients.mjs "$work/"
class_path gateway "$work/class-path"
find_java
mkfifo "$work/input"
"$java" -cp "$class_path" \
  org.yardmaster.provider.stub.StubProvider <"$work/input" >"$work/address" &
stub=$!
exec 3>"$work/input"
for _ in $(seq 100); do [ ! -s "$work/address" ] || break; sleep 0.1; done
(cd "$work" && node clients.mjs "$(cat "$work/address")")
