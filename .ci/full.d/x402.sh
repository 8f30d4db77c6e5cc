#!/usr/bin/env bash
# The unmodified official x402 client pays the gateway through the official facilitator library on a local chain; the
# gateway is killed in every state of a payment, and the example of an agent that pays does its job. Needs Node 20 or newer, an npm registry and Linux on x64.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
if [ "$(uname -sm)" != "Linux x86_64" ]; then
  echo "skipped: the local chain's binary is for Linux on x64; payments were not checked end to end"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node_packages gateway/src/test/x402 "$work" "payments were not checked with the official client and facilitator"
cp -r gateway/src/test/x402/{contracts,chain.mjs,payments.mjs} gateway/examples/paying-agent.mjs "$work/"
class_path gateway "$work/class-path"
find_java
root=$PWD
absolute=$(tr ':' '\n' <<<"$class_path" | sed "s|^\([^/]\)|$root/\1|" | paste -sd:)
(cd "$work" && node payments.mjs "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
  -cp "$absolute" org.yardmaster.server.PaidGateway)
