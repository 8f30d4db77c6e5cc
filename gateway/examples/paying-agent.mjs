// An agent without an account: it asks the gateway, meets 402, pays within its own cap, and carries on.
//
//   npm install @x402/fetch@2.27.0 @x402/evm@2.27.0 viem
//   WALLET_KEY=0x... PAY_TO=0x... node paying-agent.mjs http://127.0.0.1:8080
//
// WALLET_KEY is the private key of an account with USDC on the gateway's network, PAY_TO the one address that may be
// paid. Against `yardmaster serve` with a policy of the demo, simulated candidates answer; the money is what the
// gateway's network says it is, so use a test chain.
import { wrapFetchWithPayment, x402Client } from '@x402/fetch';
import { ExactEvmScheme } from '@x402/evm/exact/client';
import { privateKeyToAccount } from 'viem/accounts';

const gateway = process.argv[2] ?? 'http://127.0.0.1:8080';
const payTo = process.env.PAY_TO.toLowerCase();
const most = 50_000n; // atomic units of USDC for one answer: 0.05 USD
let budget = 200_000n; // and 0.20 USD for the whole job

const client = new x402Client()
  .register('eip155:*', new ExactEvmScheme(privateKeyToAccount(process.env.WALLET_KEY)))
  .registerPolicy((_, offers) =>
    offers.filter((offer) => offer.payTo.toLowerCase() === payTo && BigInt(offer.amount) <= most
      && BigInt(offer.amount) <= budget));
let paid; // the header of the last payment, to ask again for an answer that was lost
const remembering = async (request) => {
  paid = request.headers.get('PAYMENT-SIGNATURE') ?? paid;
  return fetch(request);
};
const pay = wrapFetchWithPayment(remembering, client);

async function ask(question, tokens) {
  paid = undefined;
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'auto:cheap', max_tokens: tokens, messages: [{ role: 'user', content: question }] }),
  };
  const url = `${gateway}/v1/chat/completions`;
  let answer = await pay(url, request);
  while (paid && (answer.status === 409 || answer.status === 503)) { // in flight: never sign a second time
    await new Promise((done) => setTimeout(done, 1000 * Number(answer.headers.get('retry-after') ?? 2)));
    answer = await fetch(url, { ...request, headers: { ...request.headers, 'PAYMENT-SIGNATURE': paid } });
  }
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  const told = JSON.parse(Buffer.from(answer.headers.get('PAYMENT-RESPONSE'), 'base64').toString());
  budget -= BigInt(told.amount ?? most);
  const body = await answer.json();
  console.log(`${answer.headers.get('x-yardmaster-candidate')} for ${told.amount} (tx ${told.transaction})`);
  return body.choices[0].message.content;
}

const job = [
  ['Name a colour.', 200],
  ['Write a book about that colour.', 64_000], // too dear: its quote is above the cap of one answer
  ['Name a city whose name begins with the last letter of "Graz".', 200],
];
for (const [question, tokens] of job) {
  try {
    console.log(await ask(question, tokens));
  } catch (fault) {
    console.log(`Not answered, and the agent carries on: ${fault.message}`);
  }
}
console.log(`left of the budget: ${budget} atomic units`);
