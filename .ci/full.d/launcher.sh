#!/usr/bin/env bash
# The launcher as a newcomer uses it: the demo from the README, and what it says without a JDK.
set -euo pipefail
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
./yardmaster demo --out "$out/demo" --json >"$out/demo.json"
grep -q '"report"' "$out/demo.json"
test -s "$out/demo/report.html"
./yardmaster status --db "$out/demo/lab.duckdb" | grep -q builtin

# A start was recorded (on JDK 25 and newer), and what starts from it, or finds it spoilt, says nothing of that.
for folder in harness/target/record-*; do
  [ -d "$folder" ] || continue
  test -s "$folder/start.aot"
  test "$(./yardmaster --version 2>&1 | wc -l)" -eq 1
  cp "$folder/start.aot" "$out/start.aot"
  truncate -s 1000 "$folder/start.aot"
  ./yardmaster --version >"$out/spoilt" 2>&1
  test "$(wc -l <"$out/spoilt")" -eq 1
  cp "$out/start.aot" "$folder/start.aot"
done

mkdir "$out/bin"
for tool in bash cat dirname env find flock head id ls mkdir readlink sed tail touch; do
  ln -s "$(command -v "$tool")" "$out/bin/$tool"
done
sed 's#/usr/lib/jvm/\*#/nowhere/*#' yardmaster >"$out/bin/yardmaster"
chmod +x "$out/bin/yardmaster"
if env -i HOME="$out" PATH="$out/bin" "$out/bin/yardmaster" --help >"$out/no-jdk" 2>&1; then
  echo "the launcher ran without a JDK"
  exit 1
fi
grep -q 'no JDK 21 or newer found' "$out/no-jdk"
