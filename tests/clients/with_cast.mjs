// A part of the six steps with Foundry's cast, as a person at a shell would do them.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fs from 'node:fs';
import { parseEther, toHex } from 'viem';
import { test, until, skip, equal, ok, match } from './lib/harness.mjs';
import { worldOf, account, COUNTER, ETH } from './lib/world.mjs';
import { assertBatchOf } from './steps.mjs';

const run = promisify(execFile);
export const CAST = new URL('node_modules/@foundry-rs/cast-linux-amd64/bin/cast', import.meta.url).pathname;
const ERIN = 6;

export async function withCast(daemon) {
  if (!fs.existsSync(CAST)) return skip('cast', 'the program is not installed; run npm ci on x86-64 Linux');
  const w = await worldOf(daemon);
  const { address } = account(ERIN);
  const key = toHex(account(ERIN).getHdKey().privateKey);
  const cast = async (url, verb, ...args) => (await run(CAST, [verb, '--rpc-url', url, ...args], { timeout: 60_000 })).stdout.trim();
  const send = async (url, ...args) => JSON.parse(await cast(url, 'send', '--json', '--private-key', key, ...args));
  const half = parseEther('0.5').toString();

  await test('cast: chain ids, heads and balances', async () => {
    equal(await cast(daemon.url, 'chain-id'), '31338');
    equal(await cast(daemon.l1Url, 'chain-id'), '31337');
    ok(Number(await cast(daemon.url, 'block-number')) >= 0);
    equal(await cast(daemon.url, 'balance', address), String(await w.l2.open.getBalance({ address })));
    match(await cast(daemon.url, 'client'), /Rollscope/);
  });

  await test('cast: a deposit with the seed\'s signature arrives', async () => {
    const before = await w.l2.open.getBalance({ address });
    const bridge = w.config.contracts.L1Bridge;
    const r = await send(daemon.l1Url, bridge, 'deposit(address,address,uint256,uint32)', ETH, ETH, half, '100000', '--value', half);
    equal(r.status, '0x1');
    await until(async () => (await w.l2.open.getBalance({ address })) === before + BigInt(half), 'the deposit');
  });

  await test('cast: deploy, send, call, logs, receipt', async () => {
    const made = await send(daemon.url, '--create', `${COUNTER.bytecode}${'0'.repeat(63)}5`);
    equal(made.status, '0x1');
    const r = await send(daemon.url, made.contractAddress, 'increase(uint256)', '7');
    equal(r.status, '0x1');
    equal((await cast(daemon.url, 'call', made.contractAddress, 'value()(uint256)')), '12');
    match(await cast(daemon.url, 'logs', '--address', made.contractAddress, '--from-block', String(Number(r.blockNumber))), new RegExp(r.transactionHash));
    match(await cast(daemon.url, 'receipt', r.transactionHash), /success/);
    equal(Number(await cast(daemon.url, 'storage', made.contractAddress, '0')), 12);
  });

  await test('cast: a withdrawal, its batch and its proof', async () => {
    const r = await send(daemon.url, w.config.contracts.L2Bridge, 'withdraw(address,address,uint256)', ETH, ETH, '1000', '--value', '1000');
    await assertBatchOf(w, r.transactionHash);
    const proof = JSON.parse(await cast(daemon.url, 'rpc', 'rollup_getWithdrawalProof', r.transactionHash));
    equal(proof.stage, 'ASSERTED');
    const early = await cast(daemon.l1Url, 'call', '--from', address, w.config.contracts.L1Bridge, 'withdraw(bytes32,bytes)', proof.leaf, proof.proof)
      .then(() => 'paid', (e) => e.stderr);
    match(early, /revert|ChallengePeriodActive/i);
  });
}
