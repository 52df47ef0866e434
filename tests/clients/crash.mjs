// kill -9 at each of the six steps: no block that a client was told of may be lost, and the steps go on.
import { parseEther } from 'viem';
import { test, sleep, until, equal, ok } from './lib/harness.mjs';
import { worldOf, account, COUNTER, ETH } from './lib/world.mjs';
import { deposit, assertBatchOf, claim, claimCall } from './steps.mjs';

const CAROL = 3;
const amount = parseEther('0.4');

export async function crashes(daemon) {
  const w = await worldOf(daemon);
  const told = []; // { layer, number, hash } of receipts that a client has seen
  const note = (layer, r) => {
    told.push({ layer, number: r.blockNumber, hash: r.blockHash, tx: r.transactionHash });
    return r;
  };

  /** kill -9, start, and look for everything that a client was told. */
  const crash = async () => {
    const heads = [['l2', await w.l2.open.getBlock()], ['l1', await w.l1.open.getBlock()]];
    await daemon.kill();
    await daemon.start();
    for (const [layer, head] of heads) equal((await w[layer].open.getBlock({ blockNumber: head.number })).hash, head.hash, `head of ${layer}`);
    for (const t of told) {
      equal((await w[t.layer].open.getBlock({ blockNumber: t.number })).hash, t.hash, `block ${t.number} of ${t.layer}`);
      equal((await w[t.layer].open.getTransactionReceipt({ hash: t.tx })).blockHash, t.hash, `receipt of ${t.tx}`);
    }
  };

  await test('kill -9 right after a deposit was mined on L1: it still arrives, once', async () => {
    const { address } = account(CAROL);
    const before = await w.l2.open.getBalance({ address });
    note('l1', await w.l1.write(CAROL, 'L1Bridge', 'deposit', [ETH, ETH, amount, 100_000], amount));
    await crash();
    await until(async () => (await w.l2.open.getBalance({ address })) === before + amount, 'the deposit');
    await sleep(2500);
    equal(await w.l2.open.getBalance({ address }), before + amount, 'not twice');
  });

  for (const pause of [0, 130, 700]) {
    await test(`kill -9 ${pause} ms into a stream of transfers`, async () => {
      const nonce = await w.l2.open.getTransactionCount({ address: account(CAROL).address, blockTag: 'pending' });
      const hashes = [];
      for (let i = 0; i < 20; i++) {
        hashes.push(await w.l2.wallet(CAROL).sendTransaction({ to: account(4).address, value: 1n, nonce: nonce + i, gas: 21000n }));
      }
      await sleep(pause);
      for (const hash of hashes) {
        const r = await w.l2.open.getTransactionReceipt({ hash }).catch(() => undefined);
        if (r) note('l2', r);
      }
      await crash();
    });
  }

  let withdrawal;
  await test('kill -9 after a deployment and a withdrawal', async () => {
    note('l2', await w.l2.mined(await w.l2.wallet(CAROL).deployContract({ ...COUNTER, args: [1n] })));
    withdrawal = note('l2', await w.l2.write(CAROL, 'L2Bridge', 'withdraw', [ETH, ETH, amount], amount)).transactionHash;
    await crash();
  });

  await test('kill -9 in the middle of rollup_submitBatch: the batch is posted once and asserted', async () => {
    const cut = daemon.l2('rollup_submitBatch').catch(() => undefined);
    await sleep(30);
    await crash();
    await cut;
    const batch = await assertBatchOf(w, withdrawal);
    ok(batch.assertions.length >= 1, 'asserted');
    const count = await w.l1.open.readContract({ ...w.contract('Rollup'), functionName: 'batchCount' });
    let next = 1n;
    for (let i = 1n; i < count; i++) {
      const row = await daemon.l2('rollup_getBatch', `0x${i.toString(16)}`);
      equal(BigInt(row.firstBlock), next, `first block of batch ${i}`);
      next = BigInt(row.lastBlock) + 1n;
    }
  });

  await test('kill -9 after the warp and after the claim: paid once, to the wei', async () => {
    await daemon.l1('evm_increaseTime', 7 * 24 * 3600);
    await daemon.l1('evm_mine');
    await crash();
    await until(async () => (await claimCall(w, withdrawal)).proof.stage === 'READY', 'READY');
    note('l1', await claim(w, CAROL, withdrawal, amount));
    await crash();
    await until(async () => (await claimCall(w, withdrawal)).proof.stage === 'CLAIMED', 'CLAIMED');
  });

  await test('after all that a deposit, a transfer and a batch go through', async () => {
    await deposit(w, CAROL, 9n);
    const r = await w.l2.send(CAROL, { to: account(4).address, value: 1n });
    await assertBatchOf(w, r.transactionHash);
  });
}
