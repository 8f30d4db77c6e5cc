#!/usr/bin/env bash
# Payments as users meet them: `yardmaster serve` sells the demo's simulated candidates on a local chain, the example of an
# agent buys, `yardmaster usage --receipts` lists what was paid, and `yardmaster replay` buys answers within its cap; what it
# booked is what the merchant got. Needs Node 20 or newer, an npm registry and Linux on x64.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
if [ "$(uname -sm)" != "Linux x86_64" ]; then
  echo "skipped: the local chain's binary is for Linux on x64; payments were not tried as a user"
  exit 77
fi
work=$(mktemp -d)
market=""
gateway=""
trap 'kill $market $gateway 2>/dev/null || true; rm -rf "$work"' EXIT
fail() { echo "x402 as a user: $1"; exit 1; }
node_packages gateway/src/test/x402 "$work" "payments were not tried as a user"
cp -r gateway/src/test/x402/{contracts,chain.mjs,market.mjs} gateway/examples/paying-agent.mjs "$work/"
mkfifo "$work/asked" "$work/told"
(cd "$work" && exec node market.mjs <asked >told) &
market=$!
exec 3>"$work/asked" 4<"$work/told"
read -r -u 4 assignments || fail "the market did not open"
eval "$assignments"
earned() { echo >&3; read -r -u 4 _ amount; echo "$amount"; }

./yardmaster demo --out "$work/demo" --json >/dev/null
cat >"$work/gateway.yaml" <<YAML
listen: {port: 0}
ledger: ledger.sqlite
routing: {maxTokens: 300}
payments:
  origin: https://gateway.example
  payTo: "$merchant"
  facilitators: [{url: "$facilitator"}]
  chains: {"eip155:84532": "$rpc"}
  assets: [{network: "eip155:84532", address: "$usdc", name: USDC, version: "2"}]
  routes: {chat: replace}
  price: {floorUsd: 0.00005}
YAML
./yardmaster serve --policy "$work/demo/policy.yard" --config "$work/gateway.yaml" >"$work/address" 2>"$work/log" &
gateway=$!
for _ in $(seq 600); do [ ! -s "$work/address" ] || break; sleep 0.1; done
address=$(sed 's#/v1$##' "$work/address")
[ -n "$address" ] || { cat "$work/log"; fail "the gateway did not start"; }

(cd "$work" && WALLET_KEY=$wallet PAY_TO=$merchant node paying-agent.mjs "$address") | tee "$work/agent"
spent=$(($(sed -n 's/^sim-.* for \([0-9]*\) (tx .*/\1 +/p' "$work/agent") 0))
[ "$spent" -gt 0 ] && [ "$(earned)" = "$spent" ] || fail "the agent says that it paid $spent, the merchant has $(earned)"

./yardmaster usage --receipts --ledger "$work/ledger.sqlite"
./yardmaster usage --receipts --ledger "$work/ledger.sqlite" --csv >"$work/receipts"
for transaction in $(sed -n 's/.*(tx \(0x[0-9a-f]*\)).*/\1/p' "$work/agent"); do
  grep -q "settled,[0-9]*000,$transaction,sim-" "$work/receipts" || fail "no receipt of $transaction"
done

cat >"$work/candidates.yaml" <<YAML
candidates:
  - id: bought
    provider: paid-gateway
    model: auto
    baseUrl: $address/v1
    payment: {walletVariable: WALLET_KEY, mostUsd: 0.5, payTo: ["$merchant"], schemes: [upto, exact]}
prices: # of the seller's dearest candidate: what --max-spend puts aside for a call; booked is what was charged
  - {model: auto, inputUsdPerMillion: 15, outputUsdPerMillion: 75, validFrom: 2026-01-01, source: the seller}
YAML
WALLET_KEY=$wallet ./yardmaster replay --dataset builtin --db "$work/demo/lab.duckdb" --candidates-file "$work/candidates.yaml" \
  --sample 12 --max-spend 5 --json | tee "$work/replayed"
booked=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(0)).costNanoUsd / 1000)' <"$work/replayed")
[ "$(earned)" = $((spent + booked)) ] || fail "replay booked $booked, the merchant got $(($(earned) - spent))"

# A stranger's address is never paid, whatever it asks for.
sed -i "s/payTo: \[.*\],/payTo: [\"0x000000000000000000000000000000000000dEaD\"],/" "$work/candidates.yaml"
WALLET_KEY=$wallet ./yardmaster replay --dataset builtin --db "$work/demo/lab.duckdb" --candidates-file "$work/candidates.yaml" \
  --sample 12 --seed 2 --max-spend 5 --json >"$work/refused" 2>&1 || true
[ "$(earned)" = $((spent + booked)) ] || fail "a stranger was paid"
echo "x402 as a user: the agent paid $spent, replay booked $booked atomic units, the merchant got $(earned)"
