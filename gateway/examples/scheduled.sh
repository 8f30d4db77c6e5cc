#!/bin/sh
# A service that calls models on a schedule and stays within its means.
# Usage: sh scheduled.sh [ADDRESS] [KEY] [ROUNDS] [SECONDS]   (needs curl; 3 rounds, 2 s apart)
# Each round asks one question with a limit on price and latency in headers, so that a body written elsewhere could be sent
# as it is. Over a limit (429) it waits as long as Retry-After says, at most a minute, and goes on; anything else that
# fails is told and skipped, as a call is that no wait would help (402). max_tokens leaves room for models that think before they answer: it counts their thoughts too.
address=${1:-http://127.0.0.1:8080}
key=${2:-}
rounds=${3:-3}
seconds=${4:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

header() { # the value of a response header
  tr -d '\r' <"$work/head" | sed -n "s/^$1: //Ip" | head -n 1
}

round=1
while [ "$round" -le "$rounds" ]; do
  cat >"$work/body" <<JSON
{"model": "auto", "max_tokens": 3000, "messages": [{"role": "user",
 "content": "Volumes of three days: 1,200; 800; 1,600 shares. What is the mean daily volume?"}]}
JSON
  status=$(curl -sS -o "$work/answer" -D "$work/head" -w '%{http_code}' --max-time 120 \
    -H 'content-type: application/json' ${key:+-H "authorization: Bearer $key"} \
    -H 'x-yardmaster-tags: scheduled' -H 'x-yardmaster-max-price: 0.01' -H 'x-yardmaster-max-latency-ms: 60000' \
    --data-binary @"$work/body" "$address/v1/chat/completions")
  case $status in
    200)
      text=$(sed -n 's/.*"content":"\(\([^"\\]\|\\.\)*\)".*/\1/p' "$work/answer")
      echo "round $round: $text"
      echo "  $(header x-yardmaster-candidate), $(header x-yardmaster-cost-usd) USD, request $(header x-request-id)"
      ;;
    429)
      wait=$(header retry-after)
      [ "${wait:-60}" -le 60 ] || wait=60
      echo "round $round: over a limit, waiting ${wait:-60} s"
      sleep "${wait:-60}"
      ;;
    *)
      echo "round $round: failed ($status): $(cat "$work/answer" 2>/dev/null)" >&2
      ;;
  esac
  round=$((round + 1))
  [ "$round" -gt "$rounds" ] || sleep "$seconds"
done
