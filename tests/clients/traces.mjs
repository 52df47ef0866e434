// geth's debug_trace… methods, on what a deploy, a call, a deposit and a refusal leave behind.
import { createPublicClient, encodeFunctionData, http, parseEther } from 'viem';
import { test, until, rejects, equal, ok, match } from './lib/harness.mjs';
import { worldOf, account, COUNTER, ETH } from './lib/world.mjs';

const ALICE = 3;

/** Every step's cost, but for what calls forward, is the gas that the steps went down by. */
function checkSteps(trace, gasUsed) {
  equal(trace.gas, Number(gasUsed));
  equal(trace.failed, false);
  const logs = trace.structLogs;
  ok(logs.length > 50, 'steps');
  for (let i = 1; i < logs.length; i++) {
    if (logs[i].depth === logs[i - 1].depth) equal(logs[i - 1].gas - logs[i - 1].gasCost, logs[i].gas, `step ${i}`);
  }
}

export async function traces(daemon) {
  const w = await worldOf(daemon);
  const from = account(ALICE).address.toLowerCase();
  for (const [name, layer, rpc] of [['L2', w.l2, daemon.l2.bind(daemon)], ['L1', w.l1, daemon.l1.bind(daemon)]]) {
    const seen = {};

    await test(`${name}: a deployment is traced by all three tracers`, async () => {
      const hash = await layer.wallet(ALICE).deployContract({ abi: COUNTER.abi, bytecode: COUNTER.bytecode, args: [7n] });
      const receipt = await layer.mined(hash);
      seen.counter = receipt.contractAddress;
      const request = (...params) => createPublicClient({ transport: http(layer.url) }).request({ method: 'debug_traceTransaction', params });
      checkSteps(await request(hash), receipt.gasUsed);
      const call = await request(hash, { tracer: 'callTracer' });
      equal(call.type, 'CREATE');
      equal(call.from, from);
      equal(call.to, seen.counter.toLowerCase());
      equal(BigInt(call.gasUsed), receipt.gasUsed);
      equal(call.output, await layer.open.getCode({ address: seen.counter }));
      const diff = await request(hash, { tracer: 'prestateTracer', tracerConfig: { diffMode: true } });
      equal(diff.pre[seen.counter.toLowerCase()], undefined);
      const after = diff.post[seen.counter.toLowerCase()];
      equal(after.code, call.output);
      equal(BigInt(Object.values(after.storage)[0]), 7n);
    });

    await test(`${name}: a call is traced with its storage and its log`, async () => {
      const data = encodeFunctionData({ abi: COUNTER.abi, functionName: 'increase', args: [5n] });
      const receipt = await layer.send(ALICE, { to: seen.counter, data });
      const steps = await rpc('debug_traceTransaction', receipt.transactionHash, { enableMemory: true, enableReturnData: true });
      checkSteps(steps, receipt.gasUsed);
      equal(BigInt(steps.returnValue), 12n);
      const stored = steps.structLogs.filter((s) => s.op === 'SSTORE');
      equal(stored.length, 2);
      equal(BigInt(stored[0].storage[`0x${'0'.repeat(64)}`]), 12n);
      ok(steps.structLogs.some((s) => s.memory?.length && s.stack.length));
      const call = await rpc('debug_traceTransaction', receipt.transactionHash, { tracer: 'callTracer', tracerConfig: { withLog: true } });
      equal(call.logs.length, 1);
      equal(call.logs[0].address, seen.counter.toLowerCase());
      const [entry] = (await rpc('debug_traceBlockByHash', receipt.blockHash, { tracer: 'callTracer' }))
        .filter((e) => e.txHash === receipt.transactionHash);
      equal(entry.result.gasUsed, call.gasUsed);
      const block = await rpc('debug_traceBlockByNumber', `0x${receipt.blockNumber.toString(16)}`, { disableStack: true });
      equal(block.length, Number(await rpc('eth_getBlockTransactionCountByHash', receipt.blockHash)));
      ok(block.at(-1).result.structLogs.every((s) => s.stack === undefined));
    });

    await test(`${name}: debug_traceCall shows a refusal, and runs on an overridden state`, async () => {
      const refuse = { from, to: seen.counter, data: encodeFunctionData({ abi: COUNTER.abi, functionName: 'refuse' }) };
      const call = await rpc('debug_traceCall', refuse, 'latest', { tracer: 'callTracer' });
      equal(call.error, 'execution reverted');
      equal(call.revertReason, 'no way');
      const value = { to: seen.counter, data: encodeFunctionData({ abi: COUNTER.abi, functionName: 'value' }) };
      const slot = `0x${'0'.repeat(64)}`;
      const stateOverrides = { [seen.counter]: { stateDiff: { [slot]: `0x${'2a'.padStart(64, '0')}` } } };
      const overridden = await rpc('debug_traceCall', value, 'latest', { tracer: 'callTracer', stateOverrides });
      equal(BigInt(overridden.output), 42n);
      const time = { to: seen.counter, data: '0x' };
      const code = '0x425f5260205ff3'; // returns the block's time
      const at = await rpc('debug_traceCall', time, 'latest',
        { stateOverrides: { [seen.counter]: { code } }, blockOverrides: { time: '0x1234' } });
      equal(BigInt(at.returnValue), 0x1234n);
      equal((await rpc('debug_traceCall', value, 'latest', { limit: 1 })).structLogs.length, 1);
    });

    await test(`${name}: what cannot be traced says why`, async () => {
      const nothing = `0x${'12'.repeat(32)}`;
      match((await rejects(rpc('debug_traceTransaction', nothing), 'an unknown hash')).message, /not found/);
      match((await rejects(rpc('debug_traceCall', {}, 'latest', { tracer: 'noTracer' }), 'an unknown tracer')).message, /callTracer/);
      match((await rejects(rpc('debug_traceBlockByNumber', '0x0'), 'genesis')).message, /genesis is not traceable/);
      const spin = { to: seen.counter, data: '0x' };
      const endless = { stateOverrides: { [seen.counter]: { code: '0x5b5f56' } }, timeout: '1ms' };
      match((await rejects(rpc('debug_traceCall', spin, 'latest', endless), 'a late trace')).message, /execution timeout/);
    });
  }

  await test('L2: a deposit and the system transaction are traced too', async () => {
    const before = await w.l2.open.getBalance({ address: account(ALICE).address });
    await w.l1.write(ALICE, 'L1Bridge', 'deposit', [ETH, ETH, parseEther('1'), 100_000], parseEther('1'));
    const row = await until(async () => {
      const page = await daemon.l2('rollup_getDeposits', account(ALICE).address);
      return page.rows[0]?.l2TransactionHash && page.rows[0];
    }, 'the deposit on L2');
    ok((await w.l2.open.getBalance({ address: account(ALICE).address })) > before);
    const receipt = await daemon.l2('eth_getTransactionReceipt', row.l2TransactionHash);
    const list = await daemon.l2('debug_traceBlockByHash', receipt.blockHash, { tracer: 'callTracer' });
    equal(list[0].result.to, w.contract('L1Info').address.toLowerCase());
    const deposit = list.find((e) => e.txHash === row.l2TransactionHash).result;
    equal(deposit.gasUsed, receipt.gasUsed);
    equal(deposit.error, undefined);
  });
}
