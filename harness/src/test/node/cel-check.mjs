// Evaluates an exported agentgateway configuration's CEL with a CEL engine and compares it with the
// vLLM Semantic Router export of the same rules, read by its signals and decisions:
//   node cel-check.mjs AGENTGATEWAY.yaml VLLM-SR.yaml PROMPTS.jsonl...
// This proves the rules, not the gateways: neither of them runs here.
import { readFileSync } from 'node:fs';
import { Environment } from '@marcbachmann/cel-js';
import { parse } from 'yaml';

const [agentGateway, semanticRouter, ...promptFiles] = process.argv.slice(2);
const { targets } = parse(readFileSync(agentGateway, 'utf8')).llm.virtualModels[0].routing.conditional;
const { signals, projections, decisions } = parse(readFileSync(semanticRouter, 'utf8')).routing;

const cel = new Environment().registerVariable('llmRequest', 'dyn');
const compiled = targets.map(({ when, model }) => ({ model, holds: when ? cel.parse(when) : () => true }));

function byCel(text) {
  const llmRequest = { messages: [{ role: 'user', content: text }] };
  return compiled.find(({ holds }) => holds({ llmRequest })).model;
}

function bySignals(text) {
  const on = new Set();
  for (const { name, keywords } of signals.keywords) {
    if (keywords.some((expression) => new RegExp(expression).test(text))) on.add(name);
  }
  const bytes = Buffer.byteLength(text);
  for (const { outputs } of projections?.mappings ?? []) {
    for (const { name, gt, lte } of outputs) if (gt === undefined ? bytes <= lte : bytes > gt) on.add(name);
  }
  const holds = ({ operator, conditions, name }) =>
    operator === 'AND' ? conditions.every(holds) : operator === 'NOT' ? !conditions.some(holds) : on.has(name);
  return decisions.find(({ rules }) => holds(rules)).modelRefs[0].model;
}

const prompts = promptFiles.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).prompt)
    .map((prompt) => (typeof prompt === 'string' ? prompt : JSON.stringify(prompt))),
);
const words = [...new Set(signals.keywords.map(({ name }) => name.replace('word_', '')))];
const cases = prompts.flatMap((text, at) => [text, `${text} ${words[at % words.length]}.`]);

let wrong = 0;
const reached = new Set();
for (const text of cases) {
  const model = byCel(text);
  reached.add(model);
  if (model !== bySignals(text)) wrong++;
}
console.log(`cel: ${cases.length} texts, ${reached.size} of ${new Set(targets.map(({ model }) => model)).size} models reached, ${wrong} disagreements`);
process.exit(wrong === 0 && cases.length > 0 ? 0 : 1);
