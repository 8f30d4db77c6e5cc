#!/usr/bin/env bash
# The examples of gateway/examples against a gateway with the demo's simulated candidates, and the way from their calls to
# the next policy as its README has it. Needs Node 20 or newer, Python 3 and curl.
set -euo pipefail
cd "$(dirname "$0")/../.."
for tool in node python3 curl; do
  command -v "$tool" >/dev/null || { echo "skipped: no $tool; the examples were not run"; exit 77; }
done
work=$(mktemp -d)
gateway=""
trap '[ -z "$gateway" ] || kill "$gateway" 2>/dev/null || true; rm -rf "$work"' EXIT
./yardmaster demo --out "$work/demo" --json >/dev/null
cat >"$work/gateway.yaml" <<YAML
listen: {port: 0}
ledger: ledger.sqlite
journal: {folder: journal, texts: true}
routing:
  explore: {share: 0.5, usdPerDay: 5}
YAML
./yardmaster serve --quiet --policy "$work/demo/policy.yard" --config "$work/gateway.yaml" >"$work/address" 2>"$work/log" &
gateway=$!
for _ in $(seq 600); do [ ! -s "$work/address" ] || break; sleep 0.1; done
address=$(sed 's#/v1$##' "$work/address")
[ -n "$address" ] || { cat "$work/log"; exit 1; }

node gateway/examples/agent.mjs "$address" | tee "$work/agent"
grep -q '^5 steps by ' "$work/agent"
grep -q 'get_weather(' "$work/agent"
python3 gateway/examples/sentiment.py "$address" | tee "$work/sentiment"
grep -q '^4 headlines: ' "$work/sentiment"
sh gateway/examples/scheduled.sh "$address" "" 5 0 | tee "$work/scheduled"
[ "$(grep -c '^round [0-9]*: ..*' "$work/scheduled")" = 5 ]

lab="$work/demo/lab.duckdb"
./yardmaster import journal "$work/journal" --db "$lab"
./yardmaster grade --dataset journal --targets builtin --db "$lab" | tee "$work/graded"
grep -q 'answers graded' "$work/graded"
request=$(sed -n 's/.*, request \(ym-[0-9a-f]*\)$/\1/p' "$work/scheduled" | head -n 1)
printf 'id,quality\n%s,0.25\n' "$request" >"$work/feedback.csv"
./yardmaster grade --dataset journal --labels "$work/feedback.csv" --db "$lab" | tee "$work/labelled"
grep -q '1 answers graded' "$work/labelled"
./yardmaster evaluate off-policy --dataset journal --reward cost --db "$lab"
echo "examples ran; $(cat "$work"/journal/*.jsonl | wc -l) calls came back as a data set"
