#!/usr/bin/env bash
# Report pages in headless Chromium, three sizes and two themes: nothing that axe-core finds against WCAG 2.2 A and AA,
# no console message, no request, no dialog, a mark for every number of every chart, sliders and charts by keyboard,
# tables without JavaScript, a PDF. The pages: the demo's report, a comparison and a statement, and made-up ones whose
# every string is an attack. Needs Node 20 or newer,
# an npm registry and Chromium (installed from Debian where this may be done).
# Usage: .ci/full.d/report-page.sh [FOLDER]   With FOLDER, the pages and their PDFs stay there to be looked at.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
unchecked="report pages were not looked at in a browser"
find_browser "$unchecked"
export CHROMIUM=$(command -v "$browser")
work=${1:-$(mktemp -d)}
[ $# -gt 0 ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
work=$(cd "$work" && pwd)
node_packages reports/src/test/node "$work" "$unchecked"
cp reports/src/test/node/*.mjs "$work/"
make_report_pages "$work"
step "made-up pages" "$work/logs/samples" "$java" \
  -cp "reports/target/test-classes:harness/target/classes:harness/target/lib/*" org.yardmaster.page.SamplePages "$work/samples"
(cd "$work" && node check.mjs demo/report.html compared/comparison.html billed/statement.html \
  samples/{several,hostile,large}.html samples/{sample,picture}.html)
command -v pdftotext >/dev/null || exit 0
pdftotext "$work/demo/report.html.pdf" "$work/report.txt"
grep -q "What would change the answer" "$work/report.txt"
