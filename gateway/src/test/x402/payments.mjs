// Usage: node payments.mjs JAVA_COMMAND... : starts chain and facilitator, starts the gateway by that command (its
// arguments are added), pays it with the unmodified official client, kills it in every state of a payment, and checks
// what the merchant got. Prints the transcript.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { wrapFetchWithPayment, x402Client } from '@x402/fetch';
import { ExactEvmScheme } from '@x402/evm/exact/client';
import { ExactEvmSchemeV1 } from '@x402/evm/exact/v1/client';
import { UptoEvmScheme } from '@x402/evm/upto/client';
import { network, startChain, startFacilitator, usdc, usdt } from './chain.mjs';

const command = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'x402-'));
const local = await startChain(20000 + (process.pid % 20000));
const facilitator = await startFacilitator(local);
const merchant = (await local.account(0)).address;
let gateway;
let checks = 0;
const decode = (text) => (text ? JSON.parse(Buffer.from(text, 'base64').toString('utf8')) : undefined);
const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/** Starts the gateway over the same ledger, and waits until it is ready. */
async function start() {
  const settings = [path.join(folder, 'ledger.sqlite'), facilitator.url, local.rpc, merchant, usdc, usdt];
  const child = spawn(command[0], [...command.slice(1), ...settings], { stdio: ['pipe', 'pipe', 'inherit'] });
  const address = await new Promise((done, failed) => {
    child.once('exit', () => failed(new Error('the gateway did not start')));
    child.stdout.once('data', (data) => done(data.toString().trim()));
  });
  child.removeAllListeners('exit');
  gateway = { child, url: `${address}/v1/chat/completions` };
}

async function kill() {
  const ended = new Promise((done) => gateway.child.once('exit', done));
  gateway.child.kill('SIGKILL');
  await ended;
}

const body = (text, more = {}) =>
  JSON.stringify({ model: 'auto', max_tokens: 100, messages: [{ role: 'user', content: text }], ...more });

/** The official client; remembers the header that it paid with. */
function payer(account, scheme, { version = 2, token = usdc } = {}) {
  const client = new x402Client();
  if (version === 1) client.registerV1('base-sepolia', new ExactEvmSchemeV1(account));
  else client.register('eip155:*', new ExactEvmScheme(account)).register('eip155:*', new UptoEvmScheme(account));
  if (token !== usdc) client.setSpendControls(false); // it refuses tokens that it does not know
  client.registerPolicy((_, offers) =>
    offers.filter((one) => one.scheme === scheme && one.asset.toLowerCase() === token.toLowerCase()));
  const sent = { header: undefined, name: version === 1 ? 'X-PAYMENT' : 'PAYMENT-SIGNATURE' };
  const watching = async (request) => {
    const header = request.headers.get(sent.name);
    if (header) sent.header = header;
    let answer = await fetch(request);
    if (version === 1 && answer.status === 402) { // an old client looks at the body alone
      answer = new Response(await answer.text(), { status: 402, headers: { 'content-type': 'application/json' } });
    }
    return answer;
  };
  return { sent, pay: wrapFetchWithPayment(watching, client) };
}

const post = (text, headers = {}) => ({
  method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text });

async function check(name, work) {
  const before = {};
  for (const token of [usdc, usdt]) before[token] = await local.balance(token, merchant);
  const result = await work();
  const got = (await local.balance(result.token ?? usdc, merchant)) - before[result.token ?? usdc];
  assert.equal(got, BigInt(result.amount), `${name}: the merchant got ${got}`);
  if (result.transaction) {
    const receipt = await local.reader.getTransactionReceipt({ hash: result.transaction });
    assert.equal(receipt.status, 'success');
    console.log(`ok ${name}: 200, merchant got ${got}, ${result.transaction} in block ${receipt.blockNumber}`);
  } else {
    console.log(`ok ${name}: merchant got ${got}`);
  }
  checks++;
}

async function bought(answer, text) {
  assert.equal(answer.status, 200, await answer.clone().text());
  const said = await answer.text();
  assert.ok(said.includes(text), said);
  const told = decode(answer.headers.get('payment-response') ?? answer.headers.get('x-payment-response'));
  assert.equal(told.success, true);
  assert.match(answer.headers.get('cache-control'), /no-store/);
  return { transaction: told.transaction, amount: told.amount };
}

/** Sends the same payment again until the gateway has made up its mind. */
async function again(text, sent) {
  for (let tries = 0; tries < 60; tries++) {
    const answer = await fetch(gateway.url, post(text, { [sent.name]: sent.header }));
    if (answer.status !== 409 && answer.status !== 503) return answer;
    assert.equal(answer.headers.get('payment-required'), null, 'a payment in flight is no reason to sign again');
    await pause(500);
  }
  throw new Error('the payment stayed in flight');
}

const rich = () => local.account(1000);

await start();
const quote = await fetch(gateway.url, post(body('hi')));
assert.equal(quote.status, 402);
const required = decode(quote.headers.get('payment-required'));
console.log('402', JSON.stringify(required.accepts[0]));
const priceOf = (scheme) => required.accepts.find((one) => one.scheme === scheme).amount;

await check('exact (EIP-3009) pays the quote', async () => {
  const { transaction } = await bought(await payer(await rich(), 'exact').pay(gateway.url, post(body('hi'))), 'hi');
  return { transaction, amount: priceOf('exact') };
});
await check('upto (Permit2) pays what was used', async () => {
  const { transaction, amount } = await bought(await payer(await rich(), 'upto').pay(gateway.url, post(body('hi'))), 'hi');
  assert.equal(amount, '128');
  return { transaction, amount: 128 };
});
await check('a token without EIP-3009 pays by upto', async () => {
  const { transaction } = await bought(
    await payer(await rich(), 'upto', { token: usdt }).pay(gateway.url, post(body('hi'))), 'hi');
  return { transaction, amount: 128, token: usdt };
});
await check('a client of version 1 pays from the body', async () => {
  const { transaction } = await bought(
    await payer(await rich(), 'exact', { version: 1 }).pay(gateway.url, post(body('hi'))), 'hi');
  return { transaction, amount: priceOf('exact') };
});
await check('a stream is held until it is paid', async () => {
  const { transaction } = await bought(
    await payer(await rich(), 'upto').pay(gateway.url, post(body('hi', { stream: true }))), '[DONE]');
  return { transaction, amount: 128 };
});
await check('an empty wallet gets 402 and no work', async () => {
  const poor = await local.account(1);
  await local.send(poor, usdc, 'transfer', [merchant, 1000000n]);
  const answer = await payer(poor, 'exact').pay(gateway.url, post(body('hi')));
  assert.equal(answer.status, 402);
  return { amount: 1000000 };
});
await check('a wallet that never approved Permit2 gets 412', async () => {
  const fresh = await rich();
  await local.send(fresh, usdc, 'approve', ['0x000000000022D473030F116dDEE9F6B43aC78BA3', 0n]);
  const answer = await payer(fresh, 'upto').pay(gateway.url, post(body('hi')));
  assert.equal(answer.status, 412);
  return { amount: 0 };
});
await check('one payment sent 8 times at once is charged once', async () => {
  const one = payer(await rich(), 'exact');
  await bought(await one.pay(gateway.url, post(body('hi'))), 'hi');
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => fetch(gateway.url, post(body('hi'), { [one.sent.name]: one.sent.header }))));
  assert.ok(answers.every((answer) => answer.status === 200));
  return { amount: priceOf('exact') };
});

await check('the example of an agent pays within its cap and carries on', async () => {
  const agent = await rich();
  const child = spawn('node', ['paying-agent.mjs', new URL(gateway.url).origin],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, WALLET_KEY: agent.key, PAY_TO: merchant } });
  let said = '';
  child.stdout.on('data', (data) => { said += data; });
  assert.equal(await new Promise((done) => child.once('exit', done)), 0, said);
  console.log(said.trimEnd().replace(/^/gm, '  '));
  const amounts = [...said.matchAll(/^large for (\d+) \(tx 0x/gm)].map((found) => Number(found[1]));
  assert.equal(amounts.length, 2, 'two answers were bought');
  assert.match(said, /^Not answered, and the agent carries on: /m);
  const amount = amounts[0] + amounts[1];
  assert.match(said, new RegExp(`^left of the budget: ${200000 - amount} atomic units$`, 'm'));
  return { amount };
});

/** Kills the gateway in a state, starts it again, and lets the payer come back with the same payment. */
async function killedIn(state, { scheme = 'upto', text = 'hi', before, amount = 128, reach }) {
  await check(`kill -9 while ${state}`, async () => {
    const client = payer(await rich(), scheme);
    await before?.();
    const lost = client.pay(gateway.url, post(body(text))).then((answer) => answer.status, () => 'lost');
    await reach(client, lost);
    await kill();
    console.log(`  killed while ${state}; the client saw: ${await lost}`);
    await start();
    const { transaction } = await bought(await again(body(text), client.sent), text);
    return { transaction, amount };
  });
}
const until = async (condition) => { for (let i = 0; i < 400 && !condition(); i++) await pause(25); assert.ok(condition()); };
const calledSince = (name) => { const count = facilitator.calls.filter((one) => one === name).length;
  return () => facilitator.calls.filter((one) => one === name).length > count; };

let called;
await killedIn('reserved (verification hangs)', {
  before: () => { called = calledSince('verify'); facilitator.fault('verify', 'hang'); },
  reach: () => until(called),
});
await killedIn('verified (the provider works)', {
  text: 'slowly', before: () => { called = calledSince('verify'); }, reach: async () => { await until(called); await pause(500); },
});
await killedIn('served (the facilitator takes no settlement)', {
  before: () => facilitator.fault('settle', 'status'),
  reach: async (_, lost) => assert.equal(await lost, 503),
});
await killedIn('settling (nothing was sent)', {
  before: () => { called = calledSince('settle'); facilitator.fault('settle', 'hang'); },
  reach: () => until(called),
});
for (const [scheme, amount] of [['upto', 128], ['exact', priceOf('exact')]]) {
  await killedIn(`settling (${scheme}: the money moved, the answer did not)`, {
    scheme, amount,
    before: () => { called = calledSince('settle'); facilitator.fault('settle', 'lose'); facilitator.fault('settle', 'hang'); },
    reach: async () => { const first = called; await until(first); called = calledSince('settle'); await until(called); },
  });
}
await killedIn('unknown (the block does not come)', {
  before: async () => { await local.control.setAutomine(false); },
  reach: async (_, lost) => { assert.equal(await lost, 409); await local.control.mine({ blocks: 1 }); await local.control.setAutomine(true); },
});
await killedIn('settled (the answer was on its way)', { reach: async (_, lost) => assert.equal(await lost, 200) });

console.log(`${checks} checks of the gateway with the official client and facilitator passed`);
await kill();
facilitator.stop();
local.stop();
fs.rmSync(folder, { recursive: true });
process.exit(0);
