// Sends every request of an openrouter export with OpenRouter's own client to a loopback server, and compares
// what arrives with what was exported: the client drops or refuses what its schema does not know.
//   node openrouter-check.mjs REQUESTS
import { OpenRouter } from '@openrouter/sdk';
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { requests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let arrived;
const stub = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  arrived = JSON.parse(Buffer.concat(chunks));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      id: 'stub',
      object: 'chat.completion',
      created: 0,
      model: arrived.models[0],
      system_fingerprint: null,
      choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
    }),
  );
});
stub.listen(0, '127.0.0.1');
await once(stub, 'listening');
const client = new OpenRouter({ apiKey: 'none', serverURL: `http://127.0.0.1:${stub.address().port}` });

for (const [task, { models, provider }] of Object.entries(requests)) {
  const { allow_fallbacks: allowFallbacks, max_price: maxPrice, ...unknown } = provider;
  assert.deepEqual(unknown, {}, `fields of ${task} that this check does not know`);
  await client.chat.send({
    chatRequest: {
      models,
      provider: { allowFallbacks, ...(maxPrice && { maxPrice }) },
      messages: [{ role: 'user', content: 'hello' }],
    },
  });
  assert.deepEqual({ models: arrived.models, provider: arrived.provider }, { models, provider }, task);
}
stub.close();
stub.closeAllConnections();
console.log(`openrouter: ${Object.keys(requests).length} requests arrived as exported, sent by @openrouter/sdk`);
