#!/usr/bin/env bash
# Pictures of the report of the demo's simulated candidates, into reports/pictures. Needs Node, Chromium and pdftoppm.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
find_browser "no picture of the report was made"
export CHROMIUM=$(command -v "$browser")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node_packages reports/src/test/node "$work" "no picture of the report was made"
cp reports/src/test/node/*.mjs "$work/"
make_report_pages "$work"
out=$PWD/reports/pictures
mkdir -p "$out"
cd "$work"
picture() { node picture.mjs "$@"; }
picture demo/report.html laptop light "$out/answer-laptop-light.png"
picture demo/report.html laptop dark "$out/answer-laptop-dark.png"
picture demo/report.html phone light "$out/answer-phone-light.png"
picture demo/report.html laptop light "$out/curve-laptop-light.png" 'section:has(> #d1-explore)'
picture demo/report.html laptop dark "$out/tasks-laptop-dark.png" 'section:has(> #d1-tasks)'
picture demo/report.html phone dark "$out/flow-phone-dark.png" 'section:has(> #d1-flow)'
picture compared/comparison.html laptop light "$out/comparison-laptop-light.png"
picture billed/statement.html laptop light "$out/statement-laptop-light.png"
node check.mjs demo/report.html
pdftoppm -r 60 -png -f 1 -l 1 -singlefile demo/report.html.pdf "$out/answer-print"
for file in "$out"/*.png; do
  [ "$(stat -c %s "$file")" -lt 200000 ] || { echo "$file is larger than 200 kB"; exit 1; }
done
