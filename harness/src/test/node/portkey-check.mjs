// Replays an exported Portkey configuration through the real gateway on loopback:
//   node portkey-check.mjs CONFIG REQUESTS
// REQUESTS is the same policy's openrouter export, whose rankings say what every task must reach.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const [configFile, requestsFile] = process.argv.slice(2);
const config = JSON.parse(readFileSync(configFile, 'utf8'));
const { requests } = JSON.parse(readFileSync(requestsFile, 'utf8'));

const asked = [];
const failing = new Set();
const stub = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { model } = JSON.parse(Buffer.concat(chunks));
  asked.push(model);
  response.writeHead(failing.has(model) ? 503 : 200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify(
      failing.has(model)
        ? { error: { message: 'down' } }
        : {
            id: 'stub',
            object: 'chat.completion',
            created: 0,
            model,
            choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
          },
    ),
  );
});
stub.listen(0, '127.0.0.1');
await once(stub, 'listening');

// The policy's candidates are simulated or recorded: all of them are served by the stub, as OpenAI.
for (const target of config.targets) {
  for (const model of target.targets) {
    model.provider = 'openai';
    model.api_key = 'none';
    model.custom_host = `http://127.0.0.1:${stub.address().port}/v1`;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const port = await freePort();
const gateway = spawn(
  process.execPath,
  [
    '--max-http-header-size=262144',
    '--require',
    fileURLToPath(new URL('loopback.cjs', import.meta.url)),
    fileURLToPath(new URL('node_modules/@portkey-ai/gateway/build/start-server.js', import.meta.url)),
    '--headless',
    `--port=${port}`,
  ],
  { stdio: 'ignore', env: { ...process.env, NODE_ENV: 'production' } },
);

async function ask(task) {
  asked.length = 0;
  const response = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-portkey-config': JSON.stringify(config),
      'x-portkey-metadata': JSON.stringify(task === 'otherwise' ? { other: 'x' } : { task }),
    },
    body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'hello' }] }),
  });
  await response.text();
  return { status: response.status, order: [...asked] };
}

async function ready() {
  for (let left = 100; left > 0; left--) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('Portkey did not start');
}

let wrong = 0;
let checks = 0;
function check(what, found, expected) {
  checks++;
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    wrong++;
    console.log(`${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
  }
}

try {
  await ready();
  for (const [task, { models }] of Object.entries(requests)) {
    const ranked = models.map((model) => model.slice(model.indexOf('/') + 1));
    failing.clear();
    check(task, await ask(task), { status: 200, order: ranked.slice(0, 1) });
    failing.add(ranked[0]);
    check(`${task}, first model down`, await ask(task), { status: 200, order: ranked.slice(0, 2) });
    ranked.forEach((model) => failing.add(model));
    check(`${task}, all models down`, await ask(task), { status: 503, order: ranked });
  }
} finally {
  gateway.kill();
  stub.close();
}
console.log(`portkey: ${Object.keys(requests).length} rules, ${checks} requests, ${wrong} disagreements`);
process.exit(wrong === 0 ? 0 : 1);
