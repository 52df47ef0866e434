// The peer of the differential target: reads a scene a line, runs its calls on @ethereumjs/evm under
// Cancun's rules, and answers with what came of them, in the form of machine.cpp.
import readline from 'node:readline';
import { createCustomCommon, Hardfork, Mainnet } from '@ethereumjs/common';
import { createEVM } from '@ethereumjs/evm';
import { SimpleStateManager } from '@ethereumjs/statemanager';
import { Account, Address, bigIntToBytes, createAddressFromString, hexToBytes, setLengthLeft } from '@ethereumjs/util';

const plain = (bytes) => Buffer.from(bytes).toString('hex');
const quantity = (bytes) => `0x${BigInt(`0x${plain(bytes) || '0'}`).toString(16)}`;
const word = (number) => setLengthLeft(bigIntToBytes(BigInt(number)), 32);

const common = createCustomCommon({ chainId: 31338 }, Mainnet, { hardfork: Hardfork.Cancun });
const coinbase = createAddressFromString(`0xcb${'00'.repeat(18)}cb`);
const block = {
  header: {
    number: 1000n, coinbase, timestamp: 1700000000n, difficulty: 0n, prevRandao: word(0x99), gasLimit: 30000000n,
    baseFeePerGas: 7n, getBlobGasPrice: () => 3n,
  },
};
const blockchain = {
  getBlock: async (number) => ({ hash: () => word(number) }),
  putBlock: async () => {},
  shallowCopy: () => blockchain,
};
const blobVersionedHashes = [`0x01${'00'.repeat(31)}`];

async function worldOf(accounts) {
  const state = new SimpleStateManager({ common });
  for (const [at, nonce, balance, code, storage] of accounts) {
    const address = createAddressFromString(at);
    await state.putAccount(address, new Account(BigInt(nonce), BigInt(balance)));
    if (code !== '0x') await state.putCode(address, hexToBytes(code));
    for (const [slot, value] of storage) await state.putStorage(address, word(slot), bigIntToBytes(BigInt(value)));
  }
  return state;
}

// What @ethereumjs/vm does before and after a transaction's call.
async function runCall(evm, state, caller, [to, value, gas, data, warm]) {
  const { journal } = evm;
  for (let i = 1; i <= 10; i++) journal.addAlwaysWarmAddress(`0x${i.toString(16).padStart(40, '0')}`);
  for (const at of [caller.toString(), coinbase.toString(), ...(to ? [to] : [])]) journal.addAlwaysWarmAddress(at);
  for (const [at, slot] of warm) journal.addAlwaysWarmSlot(at, `0x${plain(word(slot))}`);
  const { execResult: result } = await evm.runCall({
    caller, origin: caller, to: to ? createAddressFromString(to) : undefined, value: BigInt(value),
    gasLimit: BigInt(gas), data: hexToBytes(data), gasPrice: 11n, block, blobVersionedHashes,
  });
  const failed = result.exceptionError !== undefined;
  const answers = !failed || result.exceptionError.error === 'revert';
  const gone = [...(result.selfdestruct?.keys() ?? [])].filter((at) => result.createdAddresses?.has(at));
  for (const at of gone) await journal.deleteAccount(createAddressFromString(at));
  await journal.cleanup();
  state.originalStorageCache.clear();
  evm.transientStorage.clear();
  // this state manager keeps code and storage of what is deleted
  for (const at of gone) {
    await state.clearStorage(createAddressFromString(at));
    state.topCodeStack().delete(at);
  }
  const logs = (result.logs ?? []).map(([address, topics, bytes]) => [plain(address), topics.map(plain), plain(bytes)]);
  return [
    failed ? 0 : 1, answers ? plain(result.returnValue) : '', Number(BigInt(gas) - result.executionGasUsed),
    Number(result.gasRefund ?? 0n), logs,
  ];
}

function dump(state) {
  const storage = new Map();
  for (const [key, value] of state.topStorageStack()) {
    const [at, slot] = key.split('_');
    if (quantity(value) === '0x0') continue;
    if (!storage.has(at)) storage.set(at, []);
    storage.get(at).push([slot, value]);
  }
  const accounts = [...state.topAccountStack()].filter(([, account]) => account !== undefined);
  const byFirst = ([a], [b]) => (a < b ? -1 : 1);
  return accounts.sort(byFirst).map(([at, account]) => [
    at.slice(2), Number(account.nonce), `0x${account.balance.toString(16)}`, plain(state.topCodeStack().get(at) ?? []),
    (storage.get(at) ?? []).sort(byFirst).map(([slot, value]) => [quantity(hexToBytes(slot)), quantity(value)]),
  ]);
}

// One machine for all scenes: making it costs more than most of them.
let machine;
async function machineOn(state) {
  machine ??= await createEVM({ common, stateManager: state, blockchain });
  machine.stateManager = state;
  machine.journal.stateManager = state;
  return machine;
}

async function answer([accounts, calls]) {
  const state = await worldOf(accounts);
  const evm = await machineOn(state);
  const caller = createAddressFromString(accounts[0][0]);
  const results = [];
  for (const call of calls) results.push(await runCall(evm, state, caller, call));
  return [results, dump(state)];
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = await answer(JSON.parse(line));
  } catch (error) {
    machine = undefined;
    reply = /kzg not initialized/.test(String(error)) ? 'outside' : { error: String(error.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
