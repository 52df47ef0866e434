// The token portal from outside: all 21 steps by viem, on a node that attests; what a thief would try fails by name.
import { fileURLToPath } from 'node:url';
import { createPublicClient, encodeAbiParameters, keccak256, parseEther, ContractFunctionRevertedError, maxUint256, toHex, webSocket } from 'viem';
import { report, test, until, rejects, equal, ok, match } from './lib/harness.mjs';
import { rpc } from './lib/daemon.mjs';
import { worldOf, account, abiOf, rootOf } from './lib/world.mjs';

const ALICE = 1;
const BOB = 2;
const revertName = (e) => e.walk?.((x) => x instanceof ContractFunctionRevertedError)?.data?.errorName;
const hashOf = (types, values) => keccak256(encodeAbiParameters(types.map((type) => ({ type })), values));
const big = (message) => Object.fromEntries(Object.entries(message).map(([k, v]) => [k,
  ['index', 'mint', 'value', 'gasLimit'].includes(k) ? BigInt(v) : v]));

/** Messages that the WebSocket tells of. */
async function listen(w) {
  const seen = [];
  const { transport } = createPublicClient({
    chain: w.l2.chain, transport: webSocket(w.daemon.ws, { retryCount: 0, reconnect: false }),
  });
  const { unsubscribe } = await transport.subscribe({ params: ['rollup_messages'], onData: ({ result }) => seen.push(result) });
  return { seen, close: unsubscribe };
}

export async function portal(daemon) {
  const w = await worldOf(daemon);
  const l2 = (name) => ({ address: w.config.l2Contracts[name], abi: abiOf(name === 'L2PortalToken' ? 'L2Token' : name) });
  const alice = account(ALICE).address;
  const bob = account(BOB).address;
  const amount = parseEther('30');
  const claimSecret = keccak256(toHex('claim'));
  const redeemSecret = keccak256(toHex('redeem'));
  const token = l2('L2PortalToken');
  const news = await listen(w);
  let index;
  let exit;

  await test('portal: tokens are deposited and the message waits on L2', async () => {
    await w.l1.write(ALICE, 'L1Token', 'approve', [w.contract('TokenPortal').address, maxUint256]);
    const before = BigInt((await daemon.l2('rollup_getMessages', 'inbox', null)).total);
    await w.l1.write(ALICE, 'TokenPortal', 'deposit', [amount,
      hashOf(['bytes32', 'address'], [redeemSecret, alice]), hashOf(['bytes32'], [claimSecret])]);
    index = Number(before);
    const message = await until(async () => {
      const view = await daemon.l2('rollup_getMessage', 'inbox', index);
      return view?.stage === 'CONSUMABLE' && view;
    }, 'CONSUMABLE');
    ok(message.claimable);
    equal(keccak256(message.preimage), message.leaf);
    equal(BigInt(message.amount), amount);
  });

  await test('portal: nobody claims with a wrong secret, path or index', async () => {
    const { message } = await daemon.l2('rollup_getMessage', 'inbox', index);
    const { path } = await daemon.l2('rollup_getInboxProof', index);
    const attempt = (m, secret, p) => rejects(w.l2.open.simulateContract(
      { ...l2('L2Bridge'), functionName: 'claim', args: [m, secret, p], account: bob }), 'a false claim');
    equal(revertName(await attempt(big(message), redeemSecret, path)), 'WrongSecret');
    equal(revertName(await attempt(big(message), claimSecret, [path[1], path[0], ...path.slice(2)].map((x, i) => (i ? x : redeemSecret)))), 'ForgedPath');
    equal(revertName(await attempt({ ...big(message), index: BigInt(index + 1) }, claimSecret, path)), 'ForgedPath');
  });

  await test('portal: claimed once, by anyone with the claim secret, and redeemed by the owner alone', async () => {
    const { message } = await daemon.l2('rollup_getMessage', 'inbox', index);
    const proof = await daemon.l2('rollup_getInboxProof', index);
    equal(rootOf(proof.leaf, index, proof.path), proof.root);
    const claim = { ...l2('L2Bridge'), functionName: 'claim', args: [big(message), claimSecret, proof.path] };
    const receipt = await w.l2.mined(await w.l2.wallet(BOB).writeContract(claim));
    equal(receipt.status, 'success');
    const again = await rejects(w.l2.open.simulateContract({ ...claim, account: bob }), 'a second claim');
    equal(revertName(again), 'AlreadyConsumed');
    const redeem = { ...token, functionName: 'redeem', args: [amount, redeemSecret] };
    await rejects(w.l2.open.simulateContract({ ...redeem, account: bob }), "Bob's redeeming");
    await w.l2.mined(await w.l2.wallet(ALICE).writeContract(redeem));
    equal(await w.l2.open.readContract({ ...token, functionName: 'balanceOf', args: [alice] }), amount);
    const view = await until(async () => {
      const v = await daemon.l2('rollup_getMessage', 'inbox', index);
      return v.stage === 'CONSUMED' && v;
    }, 'CONSUMED');
    equal(view.consumedTransactionHash, receipt.transactionHash);
  });

  await test('portal: an auth witness is spent once, by anyone, for the recipient that it names', async () => {
    const burn = { token: token.address, from: alice, recipient: alice, amount, nonce: 9n, deadline: 4_000_000_000n };
    const signature = await account(ALICE).signTypedData({
      domain: { name: 'Rollscope L2Bridge', version: '1', chainId: w.l2.chain.id, verifyingContract: l2('L2Bridge').address },
      types: { BurnAuthorization: ['address token', 'address from', 'address recipient', 'uint256 amount', 'uint256 nonce', 'uint256 deadline']
        .map((text) => ({ type: text.split(' ')[0], name: text.split(' ')[1] })) },
      primaryType: 'BurnAuthorization',
      message: burn,
    });
    const call = (recipient) => ({ ...l2('L2Bridge'), functionName: 'exitToL1',
      args: [burn.token, burn.from, recipient, burn.amount, burn.nonce, burn.deadline, signature] });
    await rejects(w.l2.open.simulateContract({ ...call(bob), account: bob }), 'another recipient');
    exit = await w.l2.mined(await w.l2.wallet(BOB).writeContract(call(alice)));
    equal(exit.status, 'success');
    await rejects(w.l2.open.simulateContract({ ...call(alice), account: bob }), 'the same witness');
    equal(await w.l2.open.readContract({ ...token, functionName: 'balanceOf', args: [alice] }), 0n);
  });

  await test('portal: an attested batch is final at once, in one L1 transaction with its events', async () => {
    await daemon.l2('rollup_submitBatch').catch((e) => match(e.message, /nothing to submit/));
    await until(async () => (await w.status(exit.transactionHash)) === 'FINALIZED', 'FINALIZED');
    const { batchIndex } = await daemon.l2('rollup_getTransactionStatus', exit.transactionHash);
    const events = await w.l1.open.getContractEvents({ ...w.contract('Rollup'), fromBlock: 0n });
    const of = (name) => events.find((e) => e.eventName === name && e.args.batchIndex === BigInt(batchIndex));
    const hashes = ['StateRootSubmitted', 'ProofVerified', 'BatchFinalized'].map((name) => of(name)?.transactionHash);
    ok(hashes[0] && hashes.every((hash) => hash === hashes[0]), `one transaction: ${hashes}`);
  });

  await test('portal: the withdrawal is claimed once, by the call that the proof file holds', async () => {
    const proof = await daemon.l2('rollup_getWithdrawalProof', exit.transactionHash);
    const outbox = await daemon.l2('rollup_getOutboxProof', Number(proof.index));
    equal(rootOf(outbox.leaf, Number(outbox.index), outbox.path), outbox.root);
    const balance = () => w.l1.open.readContract({ ...w.contract('L1Token'), functionName: 'balanceOf', args: [alice] });
    const before = await balance();
    await w.l1.send(BOB, { to: proof.claim.to, data: proof.claim.data });
    equal(await balance(), before + amount);
    await rejects(w.l1.open.call({ account: bob, to: proof.claim.to, data: proof.claim.data }), 'a second claim');
    const view = await until(async () => {
      const v = await daemon.l2('rollup_getMessage', 'outbox', Number(proof.index));
      return v.stage === 'CONSUMED' && v;
    }, 'CONSUMED');
    ok(view.consumedTransactionHash);
  });

  await test('portal: trees answer by level and range, and bad questions are refused', async () => {
    const tree = await daemon.l2('rollup_getMessageTree', 'inbox', { level: 0, first: 0, limit: 10 });
    const { leaf } = await daemon.l2('rollup_getMessage', 'inbox', index);
    equal(tree.nodes[index], leaf);
    const [root] = (await daemon.l2('rollup_getMessageTree', 'inbox', { level: 32, limit: 1 })).nodes;
    equal(root, tree.root);
    equal(await daemon.l2('rollup_getMessage', 'inbox', 999_999), null);
    for (const params of [['sideways', 0], ['inbox', -1], ['inbox', 'x']]) {
      equal((await rejects(daemon.l2('rollup_getMessage', ...params), JSON.stringify(params))).code, -32602);
    }
    for (const range of [{ level: 33 }, { limit: 5000 }, [], 'all']) {
      equal((await rejects(daemon.l2('rollup_getMessageTree', 'outbox', range), JSON.stringify(range))).code, -32602);
    }
    equal((await rejects(daemon.l2('rollup_getInboxProof', 999_999), 'no such message')).code, -32001);
  });

  await test('portal: the subscription told of the message on its way', async () => {
    await until(() => news.seen.some((m) => m.side === 'outbox' && m.stage === 'CONSUMED'), 'the last news');
    const stages = news.seen.filter((m) => m.side === 'inbox' && Number(m.index) === index).map((m) => m.stage);
    ok(stages.includes('CONSUMABLE') && stages.includes('CONSUMED'), stages.join());
  });
  await news.close();
}
portal.options = ['--proof-mode', 'attestation'];

// node portal.mjs L2-URL L1-URL: the same against a node that runs already and attests.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [url, l1Url] = process.argv.slice(2);
  await portal({
    url, l1Url, ws: url.replace('http', 'ws'), l2: (...call) => rpc(url, ...call), l1: (...call) => rpc(l1Url, ...call),
  });
  process.exit(report());
}
