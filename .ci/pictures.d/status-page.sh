#!/usr/bin/env bash
# The picture of the gateway's status page in gateway/pictures, made again: the demo's policy and its simulated
# candidates, a second policy in an experiment and as a shadow, 150 requests under budgets, headless Chromium, pngquant.
# Usage: status-page.sh FOLDER   A demo that lies there is used.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
find_browser "the picture of the status page was not made"
demo=$1/demo
[ -s "$demo/policy.yard" ] || step "demo" "$work/demo.log" ./yardmaster demo --out "$demo"
step "train a second policy" "$work/train.log" ./yardmaster train --dataset builtin --db "$demo/lab.duckdb" \
  --candidates sim-pebble,sim-summit --out "$work/two.yard"
cat >"$work/gateway.yaml" <<YAML
listen: {port: 18980}
admin: {port: 18981}
ledger: ledger.sqlite
limits:
  - {per: month, usd: 0.25}
  - {by: {tag: "*"}, per: day, usd: 0.1}
routing:
  onExceeded: downgrade
  maxTokens: 512
  shadow: two.yard
  experiment: {name: spring, policy: two.yard, share: 0.3, by: conversation}
YAML
./yardmaster serve --quiet --policy "$demo/policy.yard" --config "$work/gateway.yaml" >"$work/out" 2>"$work/messages" &
server=$!
for _ in $(seq 300); do [ ! -s "$work/out" ] || break; sleep 0.1; done
prompts=(
  "What is 17 times 23?" "Translate into French: the train leaves at noon." "Summarise in one sentence: Rain fell all week and the river rose."
  "Write a Python function that reverses a list." "Is this review positive or negative? The battery died after a day."
  "Extract the date: We meet on 3 May 2026 in Graz." "Prove that the square root of 2 is irrational." "Which city is the capital of Peru?")
models=(auto auto auto auto:cheap auto:balanced auto:best)
teams=(search support research)
for call in $(seq 150); do
  curl -s -o /dev/null http://127.0.0.1:18980/v1/chat/completions -H 'content-type: application/json' -d "{\"model\": \"${models[call % 6]}\",
    \"session_id\": \"visitor-$call\", \"tags\": [\"${teams[call % 3]}\"], \"messages\": [{\"role\": \"user\", \"content\": \"${prompts[call % 8]}\"}]}"
done
mkdir -p gateway/pictures
headless "$work" --window-size=1180,1150 --screenshot="$PWD/gateway/pictures/status-page.png" http://127.0.0.1:18981/ >/dev/null
small_pictures "$PWD/gateway/pictures"
