#!/usr/bin/env bash
# Every notebook, cell by cell, through Jupyter and a small JShell kernel, and every paired script through
# plain jshell; all on the demo's database, made here. What was run and how long it took goes to
# harness/target/notebooks.log, of which notebooks/run.log is a copy; the executed notebooks lie beside it.
# Needs Debian's Jupyter (installed from here where that is allowed) and the Maven registry.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
root=$PWD
out=$PWD/harness/target/notebooks
log=$PWD/harness/target/notebooks.log
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

jupyter_there() { /usr/bin/python3 -c 'import nbconvert, jupyter_client' 2>/dev/null; }
if ! jupyter_there && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    jupyter-nbconvert jupyter-client; } >"$work/apt.log" 2>&1 || tail -n 3 "$work/apt.log"
fi
if ! jupyter_there; then
  echo "skipped: no Jupyter (apt-get install jupyter-nbconvert jupyter-client); no notebook was run"
  exit 77
fi

find_java
mvn -q -f harness/src/test/jupyter/pom.xml dependency:build-classpath -Dmdep.outputFile="$work/class-path"
step "demo" "$work/demo.log" ./yardmaster demo --out "$work/demo"
yardmaster=$(./yardmaster notebook --class-path)
"${java%java}javac" -d "$work/kernel" -cp "$(cat "$work/class-path")" harness/src/test/jupyter/JShellKernel.java
mkdir -p "$work/jupyter/kernels/java" "$out"
cat >"$work/jupyter/kernels/java/kernel.json" <<JSON
{"display_name": "Java", "language": "java", "argv": ["$java", "--enable-native-access=ALL-UNNAMED", "-cp",
 "$work/kernel:$(cat "$work/class-path"):$yardmaster", "org.yardmaster.notebook.JShellKernel", "{connection_file}"]}
JSON
export JUPYTER_PATH="$work/jupyter" YARDMASTER_DEMO="$work/demo"

: >"$log"
say() { echo "$*" | tee -a "$log"; }
say "$(date -u +%Y-%m-%d), $("$java" --version | head -n 1), $(/usr/bin/python3 -c \
  'import jupyter_client, nbconvert; print("nbconvert", nbconvert.__version__ + ", jupyter_client", jupyter_client.__version__)')"
for notebook in notebooks/*.ipynb; do
  name=$(basename "$notebook" .ipynb)
  start=$SECONDS
  /usr/bin/python3 -m nbconvert --to notebook --execute --ExecutePreprocessor.timeout=300 \
    --ExecutePreprocessor.startup_timeout=240 \
    --output-dir "$out" "$notebook" >"$work/$name.log" 2>&1 || { tail -n 40 "$work/$name.log"; say "$notebook: FAILED"; exit 1; }
  say "$notebook: $(/usr/bin/python3 - "$out/$name.ipynb" <<'PYTHON'
import json, sys
cells = [cell for cell in json.load(open(sys.argv[1]))["cells"] if cell["cell_type"] == "code"]
outputs = [output for cell in cells for output in cell["outputs"]]
charts = sum("data-chart" in "".join(output.get("data", {}).get("text/html", "")) for output in outputs)
assert all(cell["execution_count"] for cell in cells), "a cell was not run"
assert not any(output["output_type"] == "error" for output in outputs), "a cell failed"
assert charts, "no chart was shown"
print(f"{len(cells)} cells run, 0 failed, {charts} charts", end="")
PYTHON
  ), $((SECONDS - start)) s"
done

mkdir "$work/scripts"
for script in notebooks/[0-9]*.jsh; do
  start=$SECONDS
  (cd "$work/scripts" && "${java%java}jshell" --class-path "$yardmaster" -J-Djava.util.prefs.userRoot="$work" -R--enable-native-access=ALL-UNNAMED \
    "$root/notebooks/plain.jsh" "$root/$script" </dev/null) >"$work/script.log" 2>&1 || true
  if grep -qE '^(\|  )?(Error:|Exception )|however, it cannot be' "$work/script.log"; then
    tail -n 40 "$work/script.log"; say "$script: FAILED"; exit 1
  fi
  grep -q '^chart: ' "$work/script.log" || { tail -n 40 "$work/script.log"; say "$script: no chart"; exit 1; }
  say "$script: run by plain jshell, $((SECONDS - start)) s"
done
