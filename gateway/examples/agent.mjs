// An agent that works through steps of different kinds and lets the gateway choose a model for each.
// Usage: node agent.mjs [ADDRESS] [KEY]      (ADDRESS: http://127.0.0.1:8080; Node 20 or newer, no packages)
// Every step goes to the model "auto"; x-session-id makes the steps one conversation. Where the model asks for a tool, the
// tool runs here and its result goes back. The end shows who did what, and what it cost.
const [address = 'http://127.0.0.1:8080', key = ''] = process.argv.slice(2);
const session = `agent-${Date.now()}`;

const tools = {
  get_weather: {
    description: 'Current weather of a city',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
      required: ['city'],
    },
    run: ({ city }) => ({ city, temperature: 4, unit: 'celsius', sky: 'rain' }),
  },
};
const steps = [
  { name: 'plan', ask: 'Plan a day in Bergen for two people who like museums. Three lines.' },
  { name: 'weather', ask: "What's the weather like in Bergen right now?", tools: ['get_weather'] },
  { name: 'sum', ask: 'What is 17 × 6?' },
  { name: 'code', ask: 'Write a Python function `is_even(n)` that returns True when the integer n is even, using the modulo operator. Code only.' },
  { name: 'review', ask: 'Is anything wrong with this line? `if (user = admin) grant();` Answer in one sentence.', best: true },
];

async function chat(body) {
  const response = await fetch(`${address}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-session-id': session, ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${response.status} ${answer.error.code}: ${answer.error.message}`);
  return answer;
}

/** Answers the model's calls until it speaks; five rounds at most. */
async function work(step) {
  const body = { model: step.best ? 'auto:best' : 'auto', max_tokens: 400, tags: ['agent'], messages: [{ role: 'user', content: step.ask }] };
  if (step.tools) {
    body.tools = step.tools.map((name) => ({ type: 'function', function: { name, description: tools[name].description, parameters: tools[name].parameters } }));
  }
  const done = [];
  for (let round = 0; round < 5; round++) {
    const answer = await chat(body);
    const message = answer.choices[0].message;
    done.push(answer.usage);
    if (!message.tool_calls?.length) return { text: message.content ?? message.refusal, done };
    body.messages.push(message);
    for (const call of message.tool_calls) {
      const tool = tools[call.function.name];
      const result = tool ? tool.run(JSON.parse(call.function.arguments)) : { error: 'no such tool' };
      console.log(`  ${call.function.name}(${call.function.arguments}) -> ${JSON.stringify(result)}`);
      body.messages.push({ role: 'tool', tool_call_id: call.id, content: JSON.stringify(result) });
    }
  }
  return { text: 'gave up after five rounds', done };
}

let total = 0;
const served = new Set();
for (const step of steps) {
  console.log(`${step.name}: ${step.ask}`);
  const { text, done } = await work(step);
  for (const { cost, yardmaster } of done) {
    total += cost;
    served.add(yardmaster.candidate);
    console.log(`  [${yardmaster.candidate}${yardmaster.simulated ? ', simulated' : ''} | task ${yardmaster.task} | ${cost.toFixed(9)} USD | ${yardmaster.reason}]`);
  }
  console.log(`  ${String(text).replaceAll('\n', '\n  ')}\n`);
}
console.log(`${steps.length} steps by ${[...served].join(', ')}: ${total.toFixed(9)} USD`);
