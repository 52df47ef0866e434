// The sequencer stepped by RPC, the pool looked into, and the diagram's own calls (demo_…), by viem.
import { createPublicClient, webSocket, parseEther } from 'viem';
import { test, until, rejects, equal, ok, match, deepEqual } from './lib/harness.mjs';
import { worldOf, account } from './lib/world.mjs';

const STAGES = ['lock block', 'validate', 'sequence', 'execute', 'compute state root', 'submit'];
const ALICE = 1;
const BOB = 2;

/** Signs what the node prepared. */
function sign(i, { transaction: t }) {
  return account(i).signTransaction({
    type: 'eip1559', chainId: Number(t.chainId), nonce: Number(t.nonce), to: t.to, value: BigInt(t.value),
    data: t.input ?? t.data, gas: BigInt(t.gas), maxFeePerGas: BigInt(t.maxFeePerGas),
    maxPriorityFeePerGas: BigInt(t.maxPriorityFeePerGas),
  });
}

export async function pool(daemon) {
  const w = await worldOf(daemon);
  const alice = account(ALICE).address.toLowerCase();
  const bob = account(BOB).address.toLowerCase();
  const seen = {};

  await test('demo_transfer prepares a transfer, and submits it once it is signed', async () => {
    await daemon.l2('rollup_pauseSequencer');
    const prepared = await daemon.l2('demo_transfer', bob, '0xde0b6b3a7640000', alice);
    equal(prepared.layer, 'l2');
    seen.raw = await sign(ALICE, prepared);
    seen.hash = await daemon.l2('demo_transfer', seen.raw);
    equal((await daemon.l2('demo_status', seen.hash)).status, 'PENDING');
    match((await rejects(daemon.l2('demo_withdraw', seen.raw), 'that')).message, /does not call L2Bridge/);
  });

  await test('the pool shows it by sender and nonce, and why it waits', async () => {
    deepEqual(await daemon.l2('txpool_status'), { pending: '0x1', queued: '0x0' });
    const content = await daemon.l2('txpool_content');
    equal(Object.values(content.pending[alice])[0].hash, seen.hash);
    deepEqual(content.queued, {});
    equal(Object.keys((await daemon.l2('txpool_contentFrom', alice)).pending).length, 1);
    ok(Object.values((await daemon.l2('txpool_inspect')).pending[alice])[0].startsWith(`${bob}: 1000000000000000000 wei`));
    const { rows } = await daemon.l2('rollup_getMempool', { order: 'byTip', from: alice });
    equal(rows[0].why, 'the sequencer is paused');
  });

  await test('a block is made stage by stage, and each change of a status is told', async () => {
    const client = createPublicClient({ transport: webSocket(daemon.ws, { retryCount: 0, reconnect: false }) });
    const told = [];
    const { unsubscribe } = await client.transport.subscribe({
      params: ['rollup_transactionStatus', seen.hash], onData: (d) => told.push(d.result.status), onError: () => {},
    });
    await until(() => told.length === 1, 'the first status');
    const before = await w.l2.open.getBlockNumber();
    for (const stage of STAGES) {
      equal((await daemon.l2('rollup_stepSequencer')).stage, stage);
      const view = await daemon.l2('rollup_getSequencer');
      equal(view.mode, stage === 'submit' ? 'paused' : 'stepping');
      if (stage === 'execute') equal(view.making.included, '0x1');
    }
    equal(await w.l2.open.getBlockNumber(), before + 1n);
    await until(() => told.length === 2, 'ACCEPTED_IN_L2');
    await daemon.l2('rollup_resumeSequencer');
    await daemon.l2('rollup_submitBatch');
    await until(() => told.includes('ASSERTED'), 'ASSERTED');
    deepEqual(told.slice(0, 2), ['PENDING', 'ACCEPTED_IN_L2']);
    await unsubscribe();
  });

  await test('demo_withdraw and demo_getProof lead to a proof', async () => {
    const prepared = await daemon.l2('demo_withdraw', '0x2386f26fc10000', alice);
    const hash = await daemon.l2('demo_withdraw', await sign(ALICE, prepared));
    await until(async () => (await w.status(hash)) === 'ACCEPTED_IN_L2', 'in a block');
    match((await rejects(daemon.l2('demo_getProof', hash), 'that')).message, /assert|batch/i);
    await daemon.l2('rollup_submitBatch');
    await until(async () => (await w.status(hash)) === 'ASSERTED', 'ASSERTED');
    equal((await daemon.l2('demo_getProof', hash)).path.length, 32);
  });

  await test('a held block, a policy and a dropped transaction', async () => {
    const held = await daemon.l2('rollup_lockNextBlock');
    equal(held.nextStage, 'validate');
    const wallet = w.l2.wallet(BOB);
    const hash = await wallet.sendTransaction({ to: alice, value: parseEther('0.1') });
    equal(await daemon.l2('rollup_dropTransaction', hash), true);
    equal((await daemon.l2('demo_status', hash)).status, 'DROPPED');
    const { policy } = await daemon.l2('rollup_setSequencerPolicy', { ordering: 'firstCome', gasLimit: 5_000_000 });
    equal(policy.gasLimit, '0x4c4b40');
    match((await rejects(daemon.l2('rollup_setSequencerPolicy', { gasLimit: 31_000_000 }), 'that')).message, /gasLimit/);
    equal((await daemon.l2('rollup_resumeSequencer')).mode, 'automatic');
  });
}
