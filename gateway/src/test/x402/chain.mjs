// A local chain that says to be Base Sepolia, the test contracts at the addresses of the real ones, and the official
// facilitator library behind its HTTP interface, with faults on demand. All of it on loopback, no money anywhere.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { x402Facilitator } from '@x402/core/facilitator';
import { toFacilitatorEvmSigner } from '@x402/evm';
import { ExactEvmScheme } from '@x402/evm/exact/facilitator';
import { ExactEvmSchemeV1 } from '@x402/evm/exact/v1/facilitator';
import { UptoEvmScheme } from '@x402/evm/upto/facilitator';
import solc from 'solc';
import {
  createPublicClient, createTestClient, createWalletClient, defineChain, http as transport, maxUint256, nonceManager,
  parseAbi, publicActions,
} from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';

export const network = 'eip155:84532';
export const usdc = '0x036CbD53842c5426634e7929541eC2318f3dCF7e';
export const usdt = '0x00000000000000000000000000000000000005d7';
const permit2 = '0x000000000022D473030F116dDEE9F6B43aC78BA3';
const places = {
  Dollar: [usdc, usdt], Permits: [permit2], UptoProxy: ['0x4020A4f3b7b90ccA423B9fabCc0CE57C6C240002'],
  Several: ['0xcA11bde05977b3631167028862bE2a173976CA11'],
};
const abi = parseAbi([
  'function mint(address to, uint256 value)', 'function approve(address spender, uint256 value) returns (bool)',
  'function balanceOf(address owner) view returns (uint256)', 'function transfer(address to, uint256 value) returns (bool)',
]);

function compiled() {
  const folder = new URL('./contracts/', import.meta.url);
  const sources = Object.fromEntries(
    fs.readdirSync(folder).map((file) => [file, { content: fs.readFileSync(new URL(file, folder), 'utf8') }]));
  const wanted = { '*': { '*': ['evm.deployedBytecode.object'] } };
  const settings = { evmVersion: 'cancun', optimizer: { enabled: true, runs: 200 }, outputSelection: wanted };
  const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings })));
  const faults = (output.errors ?? []).filter((one) => one.severity === 'error');
  if (faults.length > 0) throw new Error(faults.map((one) => one.formattedMessage).join('\n'));
  return Object.assign({}, ...Object.values(output.contracts));
}

/** Starts a chain on a port; accounts have random keys (`key`) and the test money asked for. */
export async function startChain(port) {
  const rpc = `http://127.0.0.1:${port}`;
  const chain = defineChain({
    id: 84532, name: 'local', nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpc] } },
  });
  const folder = path.dirname(createRequire(import.meta.url).resolve('@foundry-rs/anvil-linux-amd64/package.json'));
  const anvil = spawn(
    path.join(folder, 'bin', 'anvil'), ['--host', '127.0.0.1', '--port', port, '--chain-id', '84532', '--silent'],
    { stdio: ['ignore', 'ignore', 'inherit'] });
  const reader = createPublicClient({ chain, transport: transport(rpc), pollingInterval: 50 });
  const control = createTestClient({ chain, mode: 'anvil', transport: transport(rpc) });
  for (let tries = 0; ; tries++) {
    try { await reader.getChainId(); break; } catch (fault) {
      if (tries > 200) throw fault;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  const contracts = compiled();
  for (const [name, addresses] of Object.entries(places)) {
    for (const address of addresses) {
      await control.setCode({ address, bytecode: '0x' + contracts[name].evm.deployedBytecode.object });
    }
  }
  const send = async (account, address, functionName, args) => {
    const wallet = createWalletClient({ account, chain, transport: transport(rpc) });
    const hash = await wallet.writeContract({ address, abi, functionName, args });
    return reader.waitForTransactionReceipt({ hash });
  };
  const account = async (dollars) => {
    const key = generatePrivateKey();
    const made = Object.assign(privateKeyToAccount(key), { key });
    await control.setBalance({ address: made.address, value: 10n ** 20n });
    for (const token of dollars > 0 ? [usdc, usdt] : []) {
      await send(made, token, 'mint', [made.address, BigInt(dollars) * 1000000n]);
      await send(made, token, 'approve', [permit2, maxUint256]);
    }
    return made;
  };
  const balance = (token, owner) =>
    reader.readContract({ address: token, abi, functionName: 'balanceOf', args: [owner] });
  return { rpc, chain, reader, control, account, balance, send, stop: () => anvil.kill() };
}

/** The official facilitator; fault(path, what) with what one of 'status', 'hang', 'lose' (all done, no answer). */
export async function startFacilitator(local) {
  const account = await local.account(0);
  // The nonce of the sender is counted here: a transaction that waits counts too.
  const sender = { ...account, nonceManager };
  const client = createWalletClient({
    account: sender, chain: local.chain, transport: transport(local.rpc), pollingInterval: 50,
  }).extend(publicActions);
  const signer = toFacilitatorEvmSigner({ ...client, address: account.address }, { confirmationTimeoutMs: 1500 });
  const facilitator = new x402Facilitator()
    .register(network, new ExactEvmScheme(signer)).register(network, new UptoEvmScheme(signer))
    .registerV1('base-sepolia', new ExactEvmSchemeV1(signer));
  const faults = [];
  const calls = [];
  let spent = 0;
  const server = http.createServer(async (request, response) => {
    const name = request.url.slice(1);
    let text = '';
    for await (const chunk of request) text += chunk;
    const answer = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (name === 'supported') return answer(200, facilitator.getSupported());
    const found = faults.findIndex((one) => one.name === name);
    const fault = found < 0 ? '' : faults.splice(found, 1)[0].what;
    calls.push(name);
    if (fault === 'status') return answer(429, { error: 'injected' });
    if (fault === 'hang') return undefined; // until the caller dies
    try {
      const { paymentPayload, paymentRequirements } = JSON.parse(text);
      const start = performance.now();
      const result = await facilitator[name](paymentPayload, paymentRequirements);
      spent += performance.now() - start;
      return fault === 'lose' ? request.socket.destroy() : answer(200, result);
    } catch (problem) {
      return answer(500, { error: problem.message });
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`, calls, spent: () => spent,
    fault: (name, what) => faults.push({ name, what }), stop: () => { server.closeAllConnections(); server.close(); },
  };
}
