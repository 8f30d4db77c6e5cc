#!/usr/bin/env bash
# The gateway's status page in headless Chromium, after traffic whose names of models and tags try to run scripts:
# nothing of them runs, everything is shown. Screenshots (phone and laptop, light and dark) go to target/status-page.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
find_browser "the status page was not looked at"
start_status_gateway "$work"
out=target/status-page
rm -rf "$out"
mkdir -p "$out"
headless "$work" --dump-dom "$address" >"$work/page.html"
fail() { echo "status page: $1"; cp "$work/page.html" "$out/"; exit 1; }
grep -q '<title>Yardmaster</title>' "$work/page.html" || fail "a name from outside changed the title"
! grep -qi '<script\|<img' "$work/page.html" || fail "a name from outside became markup"
for text in '&lt;img src=x' '&lt;script&gt;' 'open: not asked' 'team-1' 'Budgets' 'Experiment spring' 'spring:b' \
  'Shadow policy' 'It would have chosen the same' 'Last requests'; do
  grep -qF "$text" "$work/page.html" || fail "it does not show: $text"
done
for size in phone:390,1700 laptop:1366,1500; do
  for colours in light dark; do
    dark=()
    [ "$colours" = light ] || dark=(--blink-settings=preferredColorScheme=0)
    headless "$work" "${dark[@]}" --window-size="${size#*:}" --screenshot="$PWD/$out/${size%%:*}-$colours.png" "$address" >/dev/null
    [ -s "$out/${size%%:*}-$colours.png" ] || fail "no screenshot of ${size%%:*}-$colours"
  done
done
echo "status page: names are escaped; $(ls "$out" | wc -l) screenshots in $out"
