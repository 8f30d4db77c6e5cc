// Usage: node clients.mjs ADDRESS. The providers' own client libraries against the stub provider.
import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';

const address = process.argv[2];
const parameters = { type: 'object', properties: { x: { type: 'number' } } };
let checks = 0;

async function check(name, body) {
  await body();
  checks++;
  console.log(`ok ${name}`);
}

const openai = new OpenAI({ apiKey: 'sk-stub', baseURL: `${address}/v1`, maxRetries: 0 });
const openaiTools = [{ type: 'function', function: { name: 'add', description: 'adds', parameters } }];
const ask = (content, more = {}) => ({ model: 'm-1', messages: [{ role: 'user', content }], ...more });

await check('openai answers', async () => {
  const reply = await openai.chat.completions.create(ask('Hi'));
  assert.equal(reply.choices[0].message.content, 'You said: Hi');
  assert.equal(reply.choices[0].finish_reason, 'stop');
  assert.equal(reply.usage.prompt_tokens_details.cached_tokens, 8);
  assert.equal(reply.usage.completion_tokens_details.reasoning_tokens, 5);
});
await check('openai streams', async () => {
  const stream = openai.chat.completions.stream(ask('Hi', { stream_options: { include_usage: true } }));
  const whole = await stream.finalChatCompletion();
  assert.equal(whole.choices[0].message.content, 'You said: Hi');
  assert.equal((await stream.totalUsage()).total_tokens, 32);
});
await check('openai calls tools, streaming and not', async () => {
  const plain = await openai.chat.completions.create(ask('call', { tools: openaiTools }));
  assert.deepEqual(JSON.parse(plain.choices[0].message.tool_calls[0].function.arguments), { x: 1 });
  const stream = openai.chat.completions.stream(ask('call', { tools: openaiTools }));
  const call = (await stream.finalChatCompletion()).choices[0].message.tool_calls[0];
  assert.equal(call.function.name, 'add');
  assert.deepEqual(JSON.parse(call.function.arguments), { x: 1 });
});
await check('openai refuses', async () => {
  const reply = await openai.chat.completions.create(ask('refuse'));
  assert.match(reply.choices[0].message.refusal, /cannot/);
});
await check('openai names a wrong key', async () => {
  const wrong = new OpenAI({ apiKey: 'wrong', baseURL: `${address}/v1`, maxRetries: 0 });
  await assert.rejects(wrong.chat.completions.create(ask('Hi')), OpenAI.AuthenticationError);
});

const anthropic = new Anthropic({ apiKey: 'sk-stub', baseURL: address, maxRetries: 0 });
const anthropicTools = [{ name: 'add', description: 'adds', input_schema: parameters }];
const say = (content, more = {}) => ({ ...ask(content), max_tokens: 100, ...more });

await check('anthropic answers', async () => {
  const reply = await anthropic.messages.create(say('Hi', { system: 'Be short.' }));
  assert.equal(reply.content[0].text, 'You said: Hi');
  assert.equal(reply.stop_reason, 'end_turn');
  assert.equal(reply.usage.cache_read_input_tokens, 8);
});
await check('anthropic streams', async () => {
  const whole = await anthropic.messages.stream(say('Hi')).finalMessage();
  assert.equal(whole.content[0].text, 'You said: Hi');
  assert.equal(whole.usage.output_tokens, 12);
});
await check('anthropic calls tools, streaming and not', async () => {
  const plain = await anthropic.messages.create(say('call', { tools: anthropicTools }));
  assert.deepEqual(plain.content[0].input, { x: 1 });
  const whole = await anthropic.messages.stream(say('call', { tools: anthropicTools })).finalMessage();
  assert.equal(whole.stop_reason, 'tool_use');
  assert.deepEqual(whole.content[0].input, { x: 1 });
});
await check('anthropic refuses', async () => {
  assert.equal((await anthropic.messages.create(say('refuse'))).stop_reason, 'refusal');
});
await check('anthropic names a wrong key', async () => {
  const wrong = new Anthropic({ apiKey: 'wrong', baseURL: address, maxRetries: 0 });
  await assert.rejects(wrong.messages.create(say('Hi')), Anthropic.AuthenticationError);
});

const gemini = new GoogleGenAI({ apiKey: 'sk-stub', httpOptions: { baseUrl: address } });
const geminiTools = [{ functionDeclarations: [{ name: 'add', description: 'adds', parametersJsonSchema: parameters }] }];

await check('gemini answers', async () => {
  const reply = await gemini.models.generateContent({ model: 'm-1', contents: 'Hi' });
  assert.equal(reply.text, 'You said: Hi');
  assert.equal(reply.usageMetadata.thoughtsTokenCount, 5);
});
await check('gemini streams', async () => {
  let text = '';
  for await (const chunk of await gemini.models.generateContentStream({ model: 'm-1', contents: 'Hi' })) {
    text += chunk.text ?? '';
  }
  assert.equal(text, 'You said: Hi');
});
await check('gemini calls tools', async () => {
  const reply = await gemini.models.generateContent({ model: 'm-1', contents: 'call', config: { tools: geminiTools } });
  assert.equal(reply.functionCalls[0].name, 'add');
  assert.deepEqual(reply.functionCalls[0].args, { x: 1 });
});
await check('gemini refuses', async () => {
  const reply = await gemini.models.generateContent({ model: 'm-1', contents: 'refuse' });
  assert.equal(reply.candidates[0].finishReason, 'SAFETY');
});
await check('gemini names a wrong key', async () => {
  const wrong = new GoogleGenAI({ apiKey: 'wrong', httpOptions: { baseUrl: address } });
  await assert.rejects(wrong.models.generateContent({ model: 'm-1', contents: 'Hi' }), /key is wrong/);
});
console.log(`${checks} checks passed`);
