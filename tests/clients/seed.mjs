#!/usr/bin/env node
// node seed.mjs life PROGRAM DATADIR: fills a data directory with a rollup's life, over RPC alone:
//   deposits of ETH and a token, transfers, a contract and its calls, batches, withdrawals at every stage.
// node seed.mjs traffic L2URL L1URL: goes on sending to a running node until it is stopped.
// tools/screenshots uses both; the first is also a good way to try the window on something.
import { parseEther, maxUint256 } from 'viem';
import { sleep, until } from './lib/harness.mjs';
import { Daemon, rpc } from './lib/daemon.mjs';
import { worldOf, account, COUNTER, ETH } from './lib/world.mjs';

const DAY = 24 * 3600;
const [ALICE, BOB, CAROL, DAVE, ERIN] = [1, 2, 3, 4, 5];

const warp = async (w, seconds) => {
  await w.daemon.l1('evm_increaseTime', `0x${seconds.toString(16)}`);
  await w.daemon.l1('evm_mine');
};
const batch = (w) => w.daemon.l2('rollup_submitBatch');
const stageOf = async (w, hash) =>
  (await w.daemon.l2('rollup_getWithdrawals', null)).rows.find((r) => r.l2TransactionHash === hash)?.stage;

/** A deposit uses up a nonce of its sender on L2: whoever sends there before it arrived is dropped. */
const arrived = (w) => until(async () =>
  (await w.daemon.l2('rollup_getDeposits', null)).rows.every((r) => r.l2TransactionHash), 'the deposits on L2');

async function depositEth(w, who, amount) {
  await w.l1.write(who, 'L1Bridge', 'deposit', [ETH, ETH, parseEther(amount), 100_000], parseEther(amount));
  await arrived(w);
}

async function depositToken(w, who, amount) {
  const [l1Token, l2Token] = [w.contract('L1Token').address, w.contract('L2Token').address];
  await w.l1.write(who, 'L1Token', 'approve', [w.contract('L1Bridge').address, maxUint256]);
  await w.l1.write(who, 'L1Bridge', 'deposit', [l1Token, l2Token, parseEther(amount), 300_000]);
  await arrived(w);
}

const withdrawEth = async (w, who, amount) =>
  (await w.l2.write(who, 'L2Bridge', 'withdraw', [ETH, ETH, parseEther(amount)], parseEther(amount))).transactionHash;

const withdrawToken = async (w, who, amount) => (await w.l2.write(who, 'L2Bridge', 'withdraw',
  [w.contract('L1Token').address, w.contract('L2Token').address, parseEther(amount)])).transactionHash;

async function claim(w, who, hash) {
  const proof = await w.daemon.l2('rollup_getWithdrawalProof', hash);
  await w.l1.write(who, 'L1Bridge', 'withdraw', [proof.leaf, proof.proof]);
  await until(async () => (await stageOf(w, hash)) === 'CLAIMED', 'CLAIMED');
}

/** Some seconds of ordinary traffic: more in the middle than at the ends. */
async function busy(w, seconds, most = 5) {
  for (let second = 0; second < seconds; second++) {
    const much = 1 + Math.round(most * Math.sin((Math.PI * (second + 1)) / (seconds + 1)));
    for (let i = 0; i < much; i++) {
      const from = (second * 3 + i) % 8;
      const wallet = w.l2.wallet(from);
      if (w.counter && i % 3 === 0) {
        await wallet.writeContract({ ...w.counter, functionName: 'increase', args: [BigInt(1 + i)] });
      } else {
        await wallet.sendTransaction({ to: account((from + 7) % 20).address, value: parseEther('0.01') * BigInt(i + 1) });
      }
    }
    await sleep(1000);
  }
}

async function life(program, datadir) {
  const daemon = new Daemon(program, datadir);
  await daemon.start();
  try {
    const w = await worldOf(daemon);
    await depositEth(w, ALICE, '25');
    await depositToken(w, ALICE, '1000');
    const deployed = await w.l2.mined(await w.l2.wallet(ALICE).deployContract({ ...COUNTER, args: [5n] }));
    w.counter = { address: deployed.contractAddress, abi: COUNTER.abi };
    await busy(w, 6, 3);
    const claimed = await withdrawEth(w, BOB, '4');
    await batch(w);
    await warp(w, DAY);
    const ready = await withdrawEth(w, ALICE, '2');
    await busy(w, 4, 3);
    await batch(w);
    await warp(w, 4 * DAY);
    await depositEth(w, BOB, '3.5');
    await depositToken(w, CAROL, '250');
    await busy(w, 5);
    await batch(w);
    await warp(w, 4 * DAY);
    await until(async () => (await stageOf(w, ready)) === 'READY', 'READY');
    await claim(w, BOB, claimed);
    const waiting = await withdrawToken(w, ALICE, '250');
    await busy(w, 6);
    await batch(w);
    await warp(w, DAY + 4 * 3600);
    await withdrawEth(w, CAROL, '12');
    await busy(w, 8);
    await batch(w);
    await depositEth(w, DAVE, '0.75');
    await depositEth(w, ERIN, '1.2');
    await withdrawEth(w, DAVE, '0.5');
    await busy(w, 24, 7);
    console.log(JSON.stringify({ claimed, ready, waiting, counter: w.counter.address }));
  } finally {
    await daemon.stop();
  }
}

/** Transfers and calls each second, some that pay little and one that waits for a nonce. */
async function traffic(url, l1Url) {
  const daemon = { url, l1Url, l2: (m, ...p) => rpc(url, m, ...p), l1: (m, ...p) => rpc(l1Url, m, ...p) };
  const w = await until(() => worldOf(daemon).catch(() => null), 'the node');
  const last = account(9);
  const nonce = await w.l2.open.getTransactionCount({ address: last.address, blockTag: 'pending' });
  for (const ahead of [2, 3]) {
    await w.l2.wallet(9).sendTransaction({ to: last.address, value: 1n, nonce: nonce + ahead, gas: 21000n }).catch(() => {});
  }
  for (;;) await busy(w, 20, 6);
}

const [what, ...rest] = process.argv.slice(2);
if (what === 'life' && rest.length === 2) await life(...rest);
else if (what === 'traffic' && rest.length === 2) await traffic(...rest).catch(() => process.exit(0));
else {
  console.error('usage: node seed.mjs life PROGRAM DATADIR | traffic L2URL L1URL');
  process.exit(2);
}
