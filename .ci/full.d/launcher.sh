#!/usr/bin/env bash
# The launcher as a newcomer uses it: the demo from the README, and what it says without a JDK.
set -euo pipefail
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
./yardmaster demo --out "$out/demo" --json >"$out/demo.json"
grep -q '"report"' "$out/demo.json"
test -s "$out/demo/report.html"
./yardmaster status --db "$out/demo/lab.duckdb" | grep -q builtin

# On JDK 25 and newer the first 'serve' records a start; what starts from the record, or finds it spoilt, says nothing of that.
rm -rf harness/target/record-*
version=$(YARDMASTER_JAVA_OPTIONS=-showversion ./yardmaster --version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
./yardmaster serve --help >"$out/help" 2>"$out/recorded"
grep -q 'Usage: yardmaster serve' "$out/help"
if [ "$version" -ge 25 ]; then
  grep -q recording "$out/recorded"
  folder=harness/target/record-$version
  test -s "$folder/start.aot"
  test "$(./yardmaster --version 2>&1 | wc -l)" -eq 1
  test "$(YARDMASTER_JAVA_OPTIONS=-Xshare:auto ./yardmaster --version 2>&1 | wc -l)" -eq 1
  head -c 1000 "$folder/start.aot" >"$out/spoilt.aot"
  mv "$folder/start.aot" "$out/start.aot"
  mv "$out/spoilt.aot" "$folder/start.aot"
  test "$(./yardmaster --version 2>&1 | wc -l)" -eq 1
  mv "$out/start.aot" "$folder/start.aot"
fi

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
