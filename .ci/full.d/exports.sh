#!/usr/bin/env bash
# Every export that claims "replayed", through its real runtime: 10,000 real and fuzzed prompts each
# for the formats that hold the whole policy (kernel, a separate JVM, Node, ONNX Runtime for Java, for
# Node and as WebAssembly), every rule of the Portkey configuration through the gateway itself, the
# LangChain4j example, and the CEL of the agentgateway export by a CEL engine. Node 20 or newer and an
# npm registry are needed for what is not Java.
set -euo pipefail
cd "$(dirname "$0")/../.."
. .ci/common.sh
prompts=${YARDMASTER_EXPORT_PROMPTS:-10000}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
./yardmaster demo --out "$out/demo" --json >"$out/demo.json"
policy=$out/demo/policy.yard
export_to() { ./yardmaster export --policy "$policy" --to "$1" --out "$out/$2" "${@:3}" >>"$out/export.log"; }
verify() { ./yardmaster export verify "$out/$1" --policy "$policy" --prompts "$prompts" "${@:2}"; }

for format in yard:policy.yard yard-json:policy.json jar:policy.jar onnx:policy.onnx javascript:policy.mjs \
  tribuo:policy.tribuo; do
  export_to "${format%%:*}" "${format##*:}"
done
for format in portkey openrouter agentgateway vllm-sr; do
  export_to "$format" "$format" --dataset builtin --db "$out/demo/lab.duckdb"
done
for file in policy.yard policy.json policy.jar policy.onnx policy.tribuo; do
  verify "$file"
done

find_java
"$java" -jar "$out/policy.jar" "Prove that 2 is prime."
mvn -q -f harness/src/test/langchain4j/pom.xml dependency:build-classpath -Dmdep.outputFile="$out/class-path"
mkdir "$out/example"
(cd "$out/example" && "${java%java}jar" xf ../policy.jar examples)
"${java%java}javac" -d "$out/example" -cp "$out/policy.jar:$(cat "$out/class-path")" \
  "$out/example/examples/"*.java harness/src/test/langchain4j/RoutingChatModelCheck.java
"$java" -cp "$out/example:$out/policy.jar" Example
"$java" -cp "$out/example:$out/policy.jar:$(cat "$out/class-path")" RoutingChatModelCheck 2>/dev/null

if ! command -v node >/dev/null; then
  echo "skipped: no Node; the ES module, ONNX under Node and WebAssembly, and Portkey were not replayed"
  exit 77
fi
verify policy.mjs
mkdir "$out/node"
node_packages harness/src/test/node "$out/node" "ONNX under Node and WebAssembly, and Portkey were not replayed"
cp harness/src/test/node/*.{cjs,mjs} "$out/node/"
for runtime in onnxruntime-node onnxruntime-web; do
  verify policy.onnx --runtime "$runtime" --node-modules "$out/node/node_modules"
done
node "$out/node/portkey-check.mjs" "$out/portkey/config.json" "$out/openrouter/requests.json"
node "$out/node/openrouter-check.mjs" "$out/openrouter/requests.json"
node "$out/node/cel-check.mjs" "$out/agentgateway/config.yaml" "$out/vllm-sr/config.yaml" \
  datasets/src/main/resources/org/yardmaster/builtin/handwritten/*.jsonl
