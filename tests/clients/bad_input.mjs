// What is wrong is refused where it is wrong, in Ethereum's words and codes, and the node goes on.
import fs from 'node:fs';
import path from 'node:path';
import { test, rejects, equal, ok, match, notEqual } from './lib/harness.mjs';
import { raw, runToEnd, freePort } from './lib/daemon.mjs';
import { worldOf, account, ETH } from './lib/world.mjs';

const DAVE = 5;

async function post(url, body) {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return answer.json();
}

export async function badInput(daemon, scratch) {
  const w = await worldOf(daemon);
  const dave = account(DAVE);
  const sign = async (fields) => {
    const request = await w.l2.wallet(DAVE).prepareTransactionRequest({ to: dave.address, value: 1n, gas: 21000n, ...fields });
    return dave.signTransaction({ ...request, ...fields });
  };
  const sendError = async (serialized) => (await raw(daemon.url, 'eth_sendRawTransaction', [serialized])).error;

  await test('bad input: malformed transactions are refused', async () => {
    for (const bytes of ['0x', '0x123', 'zz', '0x02c0', '0xf86c', `0x${'a5'.repeat(120)}`, null, {}]) {
      const error = await sendError(bytes);
      ok(error?.code < 0 && error.code !== -32603, `${bytes}: ${JSON.stringify(error)}`);
    }
  });

  await test('bad input: another chain id', async () => {
    match((await sendError(await sign({ chainId: 1 }))).message, /chain id/);
  });

  await test('bad input: nonce too low', async () => {
    await w.l2.send(DAVE, { to: dave.address, value: 1n });
    const error = await sendError(await sign({ nonce: 0 }));
    equal(error.code, -32000);
    match(error.message, /nonce too low/);
    equal(error.data.code, 'nonceTooLow');
  });

  await test('bad input: more than one has', async () => {
    match((await sendError(await sign({ value: 10n ** 30n }))).message, /insufficient funds for gas \* price \+ value/);
  });

  await test('bad input: an unknown method is -32601, bad parameters -32602', async () => {
    equal((await raw(daemon.url, 'eth_noSuchMethod')).error.code, -32601);
    equal((await raw(daemon.url, 'eth_getBalance', ['0x12'])).error.code, -32602);
  });

  await test('bad input: half a JSON body is -32700, an empty batch -32600', async () => {
    equal((await post(daemon.url, '{"jsonrpc":"2.0","id":1,"method":')).error.code, -32700);
    equal((await post(daemon.url, '[]')).error.code, -32600);
  });

  await test('bad input: a broken withdrawal proof is refused by the contract', async () => {
    const leaf = `0x${'12'.repeat(32)}`;
    for (const proof of ['0x', `0x${'00'.repeat(64)}`, `0x${'ff'.repeat(1300)}`]) {
      await rejects(w.l1.open.simulateContract({ ...w.contract('L1Bridge'), functionName: 'withdraw', args: [leaf, proof], account: dave.address }), proof);
    }
    ok((await raw(daemon.url, 'rollup_getWithdrawalProof', [leaf])).error.code < 0);
  });

  await test('bad input: a deposit whose amount is not its value is refused by name', async () => {
    const call = { ...w.contract('L1Bridge'), functionName: 'deposit', args: [ETH, ETH, 2n, 100_000], value: 1n, account: dave.address };
    match((await rejects(w.l1.open.simulateContract(call), 'the deposit')).message, /AmountMismatch/);
  });

  await test('bad input: an occupied port is named, and the running node is not disturbed', async () => {
    const args = ['--datadir', path.join(scratch, 'second'), '--rpc-port', String(daemon.port), '--l1-rpc-port', String(await freePort())];
    const { code, output } = await runToEnd(daemon.program, args);
    notEqual(code, 0);
    notEqual(code, null, 'it must end by itself');
    match(output, new RegExp(String(daemon.port)));
  });

  await test('bad input: a data directory in use and one that cannot be written are named', async () => {
    const ports = async () => ['--rpc-port', String(await freePort()), '--l1-rpc-port', String(await freePort())];
    const file = path.join(scratch, 'a-file');
    fs.writeFileSync(file, 'not a directory');
    for (const dir of [daemon.datadir, path.join(file, 'below'), '/proc/rollscope']) {
      const { code, output } = await runToEnd(daemon.program, ['--datadir', dir, ...(await ports())]);
      ok(code !== 0 && code !== null, `${dir}: code ${code}`);
      ok(output.includes(dir) || /another program/.test(output), `${dir}: ${output.slice(-300)}`);
    }
  });

  await test('bad input: unknown options end with a hint, --help and --version with 0', async () => {
    notEqual((await runToEnd(daemon.program, ['--no-such-option'])).code, 0);
    equal((await runToEnd(daemon.program, ['--help'])).code, 0);
    match((await runToEnd(daemon.program, ['--version'])).output, /\d+\.\d+\.\d+/);
  });

  await test('bad input: after all that the node goes on', async () => {
    await w.l2.send(DAVE, { to: dave.address, value: 1n });
  });
}
