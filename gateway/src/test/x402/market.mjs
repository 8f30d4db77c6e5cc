// Usage: node market.mjs : a local chain, the official facilitator in front of it, a merchant, and a buyer with 10 test
// dollars, for programs that are tried by hand or by a script. Prints shell assignments, then `earned N` (atomic units of
// USDC that the merchant has) for each line on its standard input, until that ends.
import readline from 'node:readline';
import { startChain, startFacilitator, usdc } from './chain.mjs';

const local = await startChain(20000 + (process.pid % 20000));
const facilitator = await startFacilitator(local);
const merchant = (await local.account(0)).address;
const buyer = await local.account(10);
console.log(`rpc=${local.rpc} facilitator=${facilitator.url} merchant=${merchant} usdc=${usdc} wallet=${buyer.key}`);
for await (const line of readline.createInterface({ input: process.stdin })) {
  console.log(`earned ${await local.balance(usdc, merchant)}`);
}
facilitator.stop();
local.stop();
process.exit(0);
