// Usage: node gateway.mjs ADDRESS KEY. Unmodified official clients against the gateway.
import assert from 'node:assert/strict';
import { createOpenAI } from '@ai-sdk/openai';
import Anthropic from '@anthropic-ai/sdk';
import { generateText, jsonSchema, streamText, tool } from 'ai';
import OpenAI from 'openai';

const [address, key] = process.argv.slice(2);
const parameters = { type: 'object', properties: { x: { type: 'number' } } };
const models = ['gpt', 'claude', 'auto'];
let checks = 0;

async function check(name, body) {
  await body();
  checks++;
  console.log(`ok ${name}`);
}

const openai = new OpenAI({ apiKey: key, baseURL: `${address}/v1`, maxRetries: 0 });
const openaiTools = [{ type: 'function', function: { name: 'add', description: 'adds', parameters } }];
const ask = (model, content, more = {}) => ({ model, messages: [{ role: 'user', content }], ...more });

for (const model of models) {
  await check(`openai answers (${model})`, async () => {
    const { data, response } = await openai.chat.completions.create(ask(model, 'Hi')).withResponse();
    assert.equal(data.choices[0].message.content, 'You said: Hi');
    assert.ok(data.usage.cost > 0);
    assert.equal(response.headers.get('x-yardmaster-candidate'), model === 'auto' ? 'gpt' : model);
  });
  await check(`openai streams (${model})`, async () => {
    const stream = openai.chat.completions.stream(ask(model, 'Hi', { stream_options: { include_usage: true } }));
    const whole = await stream.finalChatCompletion();
    assert.equal(whole.choices[0].message.content, 'You said: Hi');
    assert.ok((await stream.totalUsage()).total_tokens > 0);
  });
  await check(`openai calls tools, streaming and not (${model})`, async () => {
    const plain = await openai.chat.completions.create(ask(model, 'call', { tools: openaiTools }));
    assert.deepEqual(JSON.parse(plain.choices[0].message.tool_calls[0].function.arguments), { x: 1 });
    const stream = openai.chat.completions.stream(ask(model, 'call', { tools: openaiTools }));
    const call = (await stream.finalChatCompletion()).choices[0].message.tool_calls[0];
    assert.equal(call.function.name, 'add');
    assert.deepEqual(JSON.parse(call.function.arguments), { x: 1 });
  });
}
await check('openai lists models', async () => {
  const ids = [];
  for await (const model of openai.models.list()) ids.push(model.id);
  assert.deepEqual(ids, ['auto', 'auto:balanced', 'auto:best', 'auto:cheap', 'gpt', 'claude']);
});
await check('openai tells errors apart', async () => {
  const wrong = new OpenAI({ apiKey: 'wrong', baseURL: `${address}/v1`, maxRetries: 0 });
  await assert.rejects(wrong.chat.completions.create(ask('auto', 'Hi')), OpenAI.AuthenticationError);
  await assert.rejects(openai.chat.completions.create(ask('none', 'Hi')), OpenAI.NotFoundError);
  const dear = openai.chat.completions.create(ask('gpt', 'Hi', { max_tokens: 2000000 }));
  await assert.rejects(dear, (fault) => fault instanceof OpenAI.RateLimitError && fault.error.limit_source.startsWith('key='));
});

const anthropic = new Anthropic({ apiKey: key, baseURL: address, maxRetries: 0 });
const anthropicTools = [{ name: 'add', description: 'adds', input_schema: parameters }];
const say = (model, content, more = {}) => ({ ...ask(model, content), max_tokens: 100, ...more });

for (const model of models) {
  await check(`anthropic answers (${model})`, async () => {
    const reply = await anthropic.messages.create(say(model, 'Hi', { system: 'Be short.' }));
    assert.equal(reply.content[0].text, 'You said: Hi');
    assert.equal(reply.stop_reason, 'end_turn');
    assert.ok(reply.usage.output_tokens > 0);
  });
  await check(`anthropic streams (${model})`, async () => {
    const whole = await anthropic.messages.stream(say(model, 'Hi')).finalMessage();
    assert.equal(whole.content[0].text, 'You said: Hi');
    assert.equal(whole.stop_reason, 'end_turn');
  });
  await check(`anthropic calls tools, streaming and not (${model})`, async () => {
    const plain = await anthropic.messages.create(say(model, 'call', { tools: anthropicTools }));
    assert.deepEqual(plain.content.find((block) => block.type === 'tool_use').input, { x: 1 });
    const whole = await anthropic.messages.stream(say(model, 'call', { tools: anthropicTools })).finalMessage();
    assert.deepEqual(whole.content.find((block) => block.type === 'tool_use').input, { x: 1 });
    assert.equal(whole.stop_reason, 'tool_use');
  });
}
await check('anthropic tells errors apart', async () => {
  const wrong = new Anthropic({ apiKey: 'wrong', baseURL: address, maxRetries: 0 });
  await assert.rejects(wrong.messages.create(say('auto', 'Hi')), Anthropic.AuthenticationError);
  await assert.rejects(anthropic.messages.create(say('none', 'Hi')), Anthropic.NotFoundError);
});

const vercel = createOpenAI({ apiKey: key, baseURL: `${address}/v1` });
const add = tool({ description: 'adds', inputSchema: jsonSchema(parameters) });
for (const name of models) {
  const model = vercel.chat(name);
  await check(`vercel ai sdk generates (${name})`, async () => {
    const { text, usage } = await generateText({ model, prompt: 'Hi', maxRetries: 0 });
    assert.equal(text, 'You said: Hi');
    assert.ok(usage.totalTokens > 0);
  });
  await check(`vercel ai sdk streams (${name})`, async () => {
    const { textStream, usage } = streamText({ model, prompt: 'Hi', maxRetries: 0 });
    let text = '';
    for await (const part of textStream) text += part;
    assert.equal(text, 'You said: Hi');
    assert.ok((await usage).totalTokens > 0);
  });
  await check(`vercel ai sdk calls tools (${name})`, async () => {
    const { toolCalls } = await generateText({ model, prompt: 'call', tools: { add }, maxRetries: 0 });
    assert.deepEqual(toolCalls[0].input, { x: 1 });
    const streamed = streamText({ model, prompt: 'call', tools: { add }, maxRetries: 0 });
    assert.deepEqual((await streamed.toolCalls)[0].input, { x: 1 });
  });
}
console.log(`${checks} checks of unmodified clients passed`);
