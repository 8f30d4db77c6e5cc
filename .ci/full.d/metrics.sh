#!/usr/bin/env bash
# The gateway's metrics, after traffic whose names of models and tags attack whoever reads them, read by Prometheus's own
# parser: promtool of Debian's package, unpacked and not installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
promtool=promtool
if ! command -v promtool >/dev/null; then
  if ! (cd "$work" && apt-get update && apt-get download prometheus && dpkg -x prometheus_*.deb .) >"$work/apt.log" 2>&1; then
    echo "skipped: no promtool, and apt-get could not download it; the metrics were not read by Prometheus's parser"
    exit 77
  fi
  promtool="$work/usr/bin/promtool"
fi
start_status_gateway "$work"
curl -sS "${address}metrics" >"$work/metrics"
"$promtool" check metrics <"$work/metrics"
# What a name tried to break out of its label is one series with that very label.
grep -qF 'yardmaster_circuit{candidate="broken <img src=x onerror=\"document.title='"'taken'"'\">",state="OPEN"} 1' "$work/metrics"
if printf 'yardmaster_requests_total{candidate="a"b"} 1\n' | "$promtool" check metrics 2>/dev/null; then
  echo "metrics: the parser takes anything"
  exit 1
fi
echo "metrics: $(grep -vc '^#' "$work/metrics") samples of $(grep -c '^# TYPE' "$work/metrics") metrics read by $("$promtool" --version | head -1 | cut -d'(' -f1)"
