// Usage: node gateway.mjs ADDRESS KEY. Unmodified official clients against the gateway.
import assert from 'node:assert/strict';
import { createOpenAI } from '@ai-sdk/openai';
import Anthropic from '@anthropic-ai/sdk';
import { embed, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
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
  assert.deepEqual(ids, ['auto', 'auto:balanced', 'auto:best', 'auto:cheap', 'gpt', 'claude', 'embed']);
  assert.equal((await openai.models.retrieve('embed')).id, 'embed');
});
await check('openai embeds', async () => {
  // The client asks for base64 and unpacks it.
  const { data, usage } = await openai.embeddings.create({ model: 'embed', input: ['one', 'three'] });
  assert.deepEqual(data.map((each) => each.embedding[0]), [3, 5]);
  assert.ok(usage.cost > 0);
});
const functions = [{ type: 'function', name: 'add', description: 'adds', parameters, strict: false }];
for (const model of models) {
  await check(`openai responses answer (${model})`, async () => {
    const response = await openai.responses.create({ model, input: 'Hi', instructions: 'Be short.' });
    assert.equal(response.output_text, 'You said: Hi');
    assert.equal(response.status, 'completed');
    assert.ok(response.usage.cost > 0);
    const next = await openai.responses.create({ model, input: 'And?', previous_response_id: response.id });
    assert.equal(next.output_text, 'You said: And?');
  });
  await check(`openai responses stream (${model})`, async () => {
    const stream = openai.responses.stream({ model, input: 'Hi' });
    let text = '';
    for await (const event of stream) if (event.type === 'response.output_text.delta') text += event.delta;
    assert.equal(text, 'You said: Hi');
    const whole = await stream.finalResponse();
    assert.equal(whole.output_text, 'You said: Hi');
    assert.ok(whole.usage.total_tokens > 0);
  });
  await check(`openai responses call tools, streaming and not (${model})`, async () => {
    const plain = await openai.responses.create({ model, input: 'call', tools: functions });
    const call = plain.output.find((item) => item.type === 'function_call');
    assert.deepEqual(JSON.parse(call.arguments), { x: 1 });
    const input = [{ role: 'user', content: 'call' }, ...plain.output, { type: 'function_call_output', call_id: call.call_id, output: '2' }];
    const after = await openai.responses.create({ model, input, tools: functions });
    assert.ok(after.output_text.startsWith('You said:'), after.output_text);
    const whole = await openai.responses.stream({ model, input: 'call', tools: functions }).finalResponse();
    assert.deepEqual(JSON.parse(whole.output.find((item) => item.type === 'function_call').arguments), { x: 1 });
  });
}
await check('openai responses tell errors apart', async () => {
  await assert.rejects(openai.responses.create({ model: 'none', input: 'Hi' }), OpenAI.NotFoundError);
  const hosted = openai.responses.create({ model: 'gpt', input: 'Hi', tools: [{ type: 'web_search' }] });
  await assert.rejects(hosted, (fault) => fault instanceof OpenAI.BadRequestError && fault.message.includes('web_search'));
});
await check('openai tells errors apart', async () => {
  const wrong = new OpenAI({ apiKey: 'wrong', baseURL: `${address}/v1`, maxRetries: 0 });
  await assert.rejects(wrong.chat.completions.create(ask('auto', 'Hi')), OpenAI.AuthenticationError);
  await assert.rejects(openai.chat.completions.create(ask('none', 'Hi')), OpenAI.NotFoundError);
  // 4 USD per million: what fits the key's 5 USD a day, but not beside what was spent, may come again tomorrow.
  const later = openai.chat.completions.create(ask('gpt', 'Hi', { max_tokens: 1249900 }));
  await assert.rejects(later, (fault) => fault instanceof OpenAI.RateLimitError && fault.error.limit_source.startsWith('key='));
  const never = openai.chat.completions.create(ask('gpt', 'Hi', { max_tokens: 2000000 }));
  await assert.rejects(never, (fault) => fault.status === 402 && fault.code === 'call_exceeds_limit');
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
for (const [kind, make] of [['chat', vercel.chat], ['responses, its default', vercel]]) {
  for (const name of models) {
    const model = make(name);
    await check(`vercel ai sdk generates (${name}, ${kind})`, async () => {
      const { text, usage } = await generateText({ model, prompt: 'Hi', maxRetries: 0 });
      assert.equal(text, 'You said: Hi');
      assert.ok(usage.totalTokens > 0);
    });
    await check(`vercel ai sdk streams (${name}, ${kind})`, async () => {
      const { textStream, usage } = streamText({ model, prompt: 'Hi', maxRetries: 0 });
      let text = '';
      for await (const part of textStream) text += part;
      assert.equal(text, 'You said: Hi');
      assert.ok((await usage).totalTokens > 0);
    });
    await check(`vercel ai sdk calls tools (${name}, ${kind})`, async () => {
      const { toolCalls } = await generateText({ model, prompt: 'call', tools: { add }, maxRetries: 0 });
      assert.deepEqual(toolCalls[0].input, { x: 1 });
      const streamed = streamText({ model, prompt: 'call', tools: { add }, maxRetries: 0 });
      assert.deepEqual((await streamed.toolCalls)[0].input, { x: 1 });
    });
    await check(`vercel ai sdk goes on after a tool and after an answer (${name}, ${kind})`, async () => {
      const working = tool({ description: 'adds', inputSchema: jsonSchema(parameters), execute: async ({ x }) => x + 1 });
      const first = await generateText({ model, prompt: 'call', tools: { add: working }, stopWhen: stepCountIs(2), maxRetries: 0 });
      assert.ok(first.text.startsWith('You said:'), first.text);
      const messages = [{ role: 'user', content: 'call' }, ...first.response.messages, { role: 'user', content: 'Thanks' }];
      const second = await generateText({ model, messages, maxRetries: 0 });
      assert.equal(second.text, 'You said: Thanks');
    });
  }
}
await check('vercel ai sdk embeds', async () => {
  const { embedding } = await embed({ model: vercel.textEmbeddingModel('embed'), value: 'three', maxRetries: 0 });
  assert.equal(embedding[0], 5);
});
console.log(`${checks} checks of unmodified clients passed`);
