#!/usr/bin/env bash
# Pictures of the report of the demo's simulated candidates, into reports/pictures. Needs Node, Chromium, pdftoppm and
# pngquant.
# Usage: report-page.sh FOLDER   Pages that lie there are used, missing ones are made there.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
find_browser "no picture of the report was made"
export CHROMIUM=$(command -v "$browser")
node_packages reports/src/test/node "$1" "no picture of the report was made"
cp reports/src/test/node/*.mjs "$1/"
[ -s "$1/billed/statement.html" ] || make_report_pages "$1"
out=$PWD/reports/pictures
rm -rf "$out"
mkdir -p "$out"
cd "$1"
picture() { node picture.mjs "$@"; }
picture demo/report.html laptop light "$out/answer-laptop-light.png"
picture demo/report.html laptop dark "$out/answer-laptop-dark.png"
picture demo/report.html phone light "$out/answer-phone-light.png"
picture demo/report.html laptop light "$out/curve-laptop-light.png" 'section:has(> #d1-explore)'
picture demo/report.html laptop dark "$out/tasks-laptop-dark.png" 'section:has(> #d1-tasks)'
picture demo/report.html phone dark "$out/flow-phone-dark.png" 'section:has(> #d1-flow)'
picture compared/comparison.html laptop light "$out/comparison-laptop-light.png"
picture billed/statement.html laptop light "$out/statement-laptop-light.png"
[ -s demo/report.html.pdf ] || node check.mjs demo/report.html
pdftoppm -r 80 -png -f 1 -l 1 -singlefile demo/report.html.pdf "$out/answer-print"
small_pictures "$out"
