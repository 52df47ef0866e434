// The six steps from a deposit to a withdrawal, by viem and the RPC ports alone.
import { parseEther, decodeEventLog, encodeFunctionData, ContractFunctionRevertedError, createPublicClient, webSocket } from 'viem';
import { test, until, rejects, equal, ok, match, deepEqual } from './lib/harness.mjs';
import { worldOf, account, COUNTER, ETH, rootOf } from './lib/world.mjs';

const DAYS_7 = 7 * 24 * 3600;
const ALICE = 1;
const BOB = 2;
const revertName = (e) => e.walk?.((x) => x instanceof ContractFunctionRevertedError)?.data?.errorName;

/** Deposits from L1 and waits for the money on L2; gives the L1 receipt. */
export async function deposit(w, i, amount) {
  const { address } = account(i);
  const before = await w.l2.open.getBalance({ address });
  const receipt = await w.l1.write(i, 'L1Bridge', 'deposit', [ETH, ETH, amount, 100_000], amount);
  await until(async () => (await w.l2.open.getBalance({ address })) === before + amount, 'the deposit on L2');
  return receipt;
}

/** Posts what is open, unless a batch with `hash` is on L1 already; waits for its assertion. */
export async function assertBatchOf(w, hash) {
  const done = ['ASSERTED', 'FINALIZED'];
  if (!done.includes(await w.status(hash))) {
    await w.daemon.l2('rollup_submitBatch').catch((e) => match(e.message, /nothing to submit/));
  }
  await until(async () => done.includes(await w.status(hash)), 'ASSERTED');
  const status = await w.daemon.l2('rollup_getTransactionStatus', hash);
  return w.daemon.l2('rollup_getBatch', status.batchIndex);
}

export async function claimCall(w, hash) {
  const proof = await w.daemon.l2('rollup_getWithdrawalProof', hash);
  return { proof, call: { ...w.contract('L1Bridge'), functionName: 'withdraw', args: [proof.leaf, proof.proof] } };
}

/** Claims and checks the balance to the wei. */
export async function claim(w, i, hash, amount) {
  const { call } = await claimCall(w, hash);
  const { address } = account(i);
  const before = await w.l1.open.getBalance({ address });
  const receipt = await w.l1.mined(await w.l1.wallet(i).writeContract(call));
  const after = await w.l1.open.getBalance({ address, blockNumber: receipt.blockNumber });
  equal(after, before + amount - receipt.gasUsed * receipt.effectiveGasPrice, 'balance on L1');
  return receipt;
}

export async function sixSteps(daemon) {
  const w = await worldOf(daemon);
  const alice = account(ALICE).address;
  const bob = account(BOB).address;
  const seen = {};

  await test('step 1: 1 ETH deposited with L1Bridge.deposit arrives on L2', async () => {
    const one = parseEther('1');
    const receipt = await deposit(w, ALICE, one);
    const rows = await until(async () => {
      const page = await daemon.l2('rollup_getDeposits', alice);
      return page.rows.length && page.rows[0].l2TransactionHash && page.rows;
    }, 'the deposit in the list');
    equal(rows[0].l1TransactionHash, receipt.transactionHash);
    equal(BigInt(rows[0].amount), one);
    equal(rows[0].stage, 'ACCEPTED_IN_L2');
    const tx = await daemon.l2('eth_getTransactionByHash', rows[0].l2TransactionHash);
    equal(tx.type, '0x7e');
    equal(BigInt(tx.mint), one);
    seen.deposit = rows[0].l2TransactionHash;
  });

  await test('step 1: plain deposit() works as well', async () => {
    const before = await w.l2.open.getBalance({ address: bob });
    const data = encodeFunctionData({ abi: w.contract('L1Bridge').abi.filter((x) => x.name === 'deposit' && !x.inputs.length) });
    await w.l1.send(BOB, { to: w.contract('L1Bridge').address, value: 5n, data });
    await until(async () => (await w.l2.open.getBalance({ address: bob })) === before + 5n, '5 wei');
  });

  await test('step 2: a transfer is PENDING, then ACCEPTED_IN_L2, and pays to the wei', async () => {
    const before = await w.l2.open.getBalance({ address: bob });
    const mine = await w.l2.open.getBalance({ address: alice });
    const hash = await w.l2.wallet(ALICE).sendTransaction({ to: bob, value: 12345n });
    match(await w.status(hash), /^(PENDING|ACCEPTED_IN_L2)$/);
    const r = await w.l2.mined(hash);
    equal(await w.status(hash), 'ACCEPTED_IN_L2');
    equal(await w.l2.open.getBalance({ address: bob }), before + 12345n);
    const { l1Fee, l1GasUsed, l1GasPrice } = await daemon.l2('eth_getTransactionReceipt', hash);
    equal(BigInt(l1Fee), BigInt(l1GasUsed) * BigInt(l1GasPrice), 'the L1 data fee is its gas at its price');
    const cost = r.gasUsed * r.effectiveGasPrice + BigInt(l1Fee);
    equal(await w.l2.open.getBalance({ address: alice }), mine - 12345n - cost);
    seen.transfer = hash;
  });

  await test('step 2: a transaction that waits for a nonce is PENDING, with the reason', async () => {
    const nonce = await w.l2.open.getTransactionCount({ address: bob, blockTag: 'pending' });
    const late = await w.l2.wallet(BOB).sendTransaction({ to: alice, value: 1n, nonce: nonce + 1, gas: 21000n });
    const status = await daemon.l2('rollup_getTransactionStatus', late);
    equal(status.status, 'PENDING');
    ok(status.reason, 'a reason');
    await w.l2.send(BOB, { to: alice, value: 1n, nonce });
    await w.l2.mined(late);
  });

  await test('step 2: a contract with events and storage is deployed and called', async () => {
    const deployed = await w.l2.mined(await w.l2.wallet(ALICE).deployContract({ ...COUNTER, args: [5n] }));
    const counter = { address: deployed.contractAddress, abi: COUNTER.abi };
    const r = await w.l2.mined(await w.l2.wallet(ALICE).writeContract({ ...counter, functionName: 'increase', args: [7n] }));
    const event = decodeEventLog({ abi: COUNTER.abi, ...r.logs[0] });
    deepEqual(event.args, { who: alice, step: 7n, value: 12n });
    equal(await w.l2.open.readContract({ ...counter, functionName: 'value' }), 12n);
    equal(BigInt(await w.l2.open.getStorageAt({ address: counter.address, slot: '0x0' })), 12n);
    const logs = await w.l2.open.getContractEvents({ ...counter, eventName: 'Increased', fromBlock: r.blockNumber, toBlock: r.blockNumber });
    equal(logs.length, 1);
    const e = await rejects(w.l2.open.simulateContract({ ...counter, functionName: 'increase', args: [1001n], account: alice }), 'a large step');
    equal(revertName(e), 'TooLarge');
    match((await rejects(w.l2.open.readContract({ ...counter, functionName: 'refuse' }), 'refuse')).message, /no way/);
    seen.counter = counter;
    seen.call = r.transactionHash;
  });

  await test('step 2: heads and logs come over WebSocket', async () => {
    const client = createPublicClient({ chain: w.l2.chain, transport: webSocket(daemon.ws, { retryCount: 0, reconnect: false }) });
    const heads = [];
    const logs = [];
    const stop = [
      client.watchBlocks({ onBlock: (b) => heads.push(b.number), onError: () => {} }),
      client.watchContractEvent({ ...seen.counter, onLogs: (l) => logs.push(...l), onError: () => {} }),
    ];
    try {
      await until(() => heads.length, 'a head');
      const r = await w.l2.mined(await w.l2.wallet(ALICE).writeContract({ ...seen.counter, functionName: 'increase', args: [1n] }));
      await until(() => heads.includes(r.blockNumber) && logs.length, 'head and log');
      equal(logs[0].transactionHash, r.transactionHash);
    } finally {
      stop.forEach((s) => s());
      (await client.transport.getRpcClient()).close();
    }
  });

  await test('step 3: the batch is on L1, compressed, and its state root is asserted', async () => {
    const batch = await assertBatchOf(w, seen.call);
    const last = await w.l2.open.getBlock({ blockNumber: BigInt(batch.lastBlock) });
    ok(batch.assertions.length >= 1, 'an assertion');
    equal(batch.assertions[0].stateRoot, last.stateRoot);
    equal(batch.assertions[0].blockHash, last.hash);
    equal(batch.assertions[0].matches, true);
    const receipt = await w.l1.open.getTransactionReceipt({ hash: batch.l1TransactionHash });
    equal(receipt.status, 'success');
    equal((await w.l1.open.readContract({ ...w.contract('Rollup'), functionName: 'batches', args: [BigInt(batch.index)] }))[0], batch.hash);
    match(await w.status(seen.transfer), /^(ASSERTED|FINALIZED)$/);
    const safe = await w.l2.open.getBlock({ blockTag: 'safe' });
    ok(safe.number >= last.number, 'safe');
    ok((await w.l2.open.getBlock({ blockTag: 'finalized' })).number < last.number, 'not final yet');
  });

  const amount = parseEther('0.4');
  await test('step 4: 0.4 ETH withdrawn on L2; no proof before its batch is asserted', async () => {
    const r = await w.l2.write(ALICE, 'L2Bridge', 'withdraw', [ETH, ETH, amount], amount);
    seen.withdrawal = r.transactionHash;
    if (!['ASSERTED', 'FINALIZED'].includes(await w.status(r.transactionHash))) {
      const e = await rejects(daemon.l2('rollup_getWithdrawalProof', r.transactionHash), 'a proof');
      equal(e.data?.code, 'withdrawalNotReady', e.message);
    }
    await assertBatchOf(w, r.transactionHash);
    const { proof } = await claimCall(w, r.transactionHash);
    equal(rootOf(proof.leaf, proof.index, proof.path), proof.root);
    equal(proof.stage, 'ASSERTED');
    equal(proof.path.length, 32);
  });

  await test('step 4: an early claim is refused with the reason', async () => {
    const { call, proof } = await claimCall(w, seen.withdrawal);
    const e = await rejects(w.l1.open.simulateContract({ ...call, account: alice }), 'the claim');
    equal(revertName(e), 'ChallengePeriodActive', e.message);
    const forged = proof.proof.slice(0, -4) + (proof.proof.endsWith('0000') ? 'ffff' : '0000');
    ok(await rejects(w.l1.open.simulateContract({ ...call, args: [proof.leaf, forged], account: alice }), 'a forged proof'));
  });

  await test('step 5: after 7 days the claim pays to the wei', async () => {
    await daemon.l1('evm_increaseTime', `0x${DAYS_7.toString(16)}`);
    await daemon.l1('evm_mine');
    await until(async () => (await claimCall(w, seen.withdrawal)).proof.stage === 'READY', 'READY');
    seen.claim = (await claim(w, ALICE, seen.withdrawal, amount)).transactionHash;
    await until(async () => (await daemon.l2('rollup_getWithdrawals', alice)).rows[0].stage === 'CLAIMED', 'CLAIMED');
    await until(async () => (await w.status(seen.withdrawal)) === 'FINALIZED', 'FINALIZED');
  });

  await test('step 5: a second claim and a forged proof are refused by name', async () => {
    const { call, proof } = await claimCall(w, seen.withdrawal);
    equal(revertName(await rejects(w.l1.open.simulateContract({ ...call, account: alice }), 'again')), 'AlreadyConsumed');
    const at = proof.proof.length - 64;
    const forged = `${proof.proof.slice(0, at)}${'f'.repeat(64)}`;
    equal(revertName(await rejects(w.l1.open.simulateContract({ ...call, args: [proof.leaf, forged], account: alice }), 'forged')), 'ForgedPath');
  });

  await test('step 6: after SIGTERM and a new start everything is as it was', async () => {
    const before = await picture(w, seen);
    const end = await daemon.stop();
    deepEqual(end, { code: 0, signal: null }, 'a clean end');
    await daemon.start();
    deepEqual(await picture(w, seen, before), before);
    const r = await w.l2.send(ALICE, { to: bob, value: 1n });
    ok(r.blockNumber > BigInt(before.head.number), 'blocks go on');
    await deposit(w, ALICE, 77n);
    await assertBatchOf(w, r.transactionHash);
  });
  return seen;
}

/** What must not change over a restart, at the heads of `at`. */
async function picture(w, seen, at) {
  const { daemon } = w;
  const block = async (ask, tag) => {
    const b = await ask.call(daemon, 'eth_getBlockByNumber', tag, false);
    return { number: b.number, hash: b.hash, stateRoot: b.stateRoot };
  };
  const head = await block(daemon.l2, at?.head.number ?? 'latest');
  const l1Head = await block(daemon.l1, at?.l1Head.number ?? 'latest');
  const nonce = (i) => daemon.l2('eth_getTransactionCount', account(i).address, head.number);
  return {
    head,
    l1Head,
    nonces: [await nonce(ALICE), await nonce(BOB)],
    balance: await daemon.l2('eth_getBalance', account(ALICE).address, head.number),
    l1Balance: await daemon.l1('eth_getBalance', account(ALICE).address, l1Head.number),
    counter: await daemon.l2('eth_getStorageAt', seen.counter.address, '0x0', head.number),
    receipts: await Promise.all([seen.deposit, seen.transfer, seen.call, seen.withdrawal].map((h) => daemon.l2('eth_getTransactionReceipt', h))),
    claim: await daemon.l1('eth_getTransactionReceipt', seen.claim),
    withdrawal: (await daemon.l2('rollup_getWithdrawals', account(ALICE).address)).rows[0],
    batch: await daemon.l2('rollup_getBatch', '0x1'),
    config: w.config.contracts,
    statuses: await Promise.all([seen.transfer, seen.call, seen.withdrawal].map((h) => w.status(h))),
  };
}
