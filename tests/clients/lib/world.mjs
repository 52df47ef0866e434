// viem clients for both layers of a daemon, the accounts of the devnet, and the contracts by name.
import fs from 'node:fs';
import { createPublicClient, createWalletClient, defineChain, getAddress, http, keccak256, concat } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';

const MNEMONIC = 'test test test test test test test test test test test junk';
export const FIRST_KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
export const account = (i) => mnemonicToAccount(MNEMONIC, { addressIndex: i });
const artifact = (path) => JSON.parse(fs.readFileSync(new URL(path, import.meta.url), 'utf8'));
export const COUNTER = artifact('../artifacts/Counter.json');
export const abiOf = (name) => artifact(`../../../resources/contracts/${name}.json`).abi;
export const ETH = '0x0000000000000000000000000000000000000000';

const chainOf = (id, name, url) => defineChain({
  id, name, nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 }, rpcUrls: { default: { http: [url] } },
});

export async function worldOf(daemon) {
  const config = await daemon.l2('rollup_config');
  const layer = (id, name, url) => {
    const chain = chainOf(Number(id), name, url);
    const transport = http(url, { retryCount: 0 });
    const open = createPublicClient({ chain, transport, pollingInterval: 50, cacheTime: 0 });
    return {
      ...{ chain, open, url },
      wallet: (i) => createWalletClient({ account: account(i), chain, transport }),
      /** Sends, waits, and requires success. */
      async send(i, request) {
        const hash = await this.wallet(i).sendTransaction(request);
        return this.mined(hash);
      },
      async write(i, name2, functionName, args, value = 0n) {
        const hash = await this.wallet(i).writeContract({ ...contract(name2), functionName, args, value });
        return this.mined(hash);
      },
      async mined(hash) {
        const receipt = await open.waitForTransactionReceipt({ hash, timeout: 30_000 });
        if (receipt.status !== 'success') throw new Error(`transaction ${hash} failed`);
        return receipt;
      },
    };
  };
  const contract = (name) => ({ address: getAddress(config.contracts[name]), abi: abiOf(name) });
  return {
    config,
    contract,
    daemon,
    l1: layer(config.l1ChainId, 'L1', daemon.l1Url),
    l2: layer(config.l2ChainId, 'L2', daemon.url),
    status: async (hash) => (await daemon.l2('rollup_getTransactionStatus', hash)).status,
  };
}

/** The root that a leaf and its 32 siblings lead to. */
export function rootOf(leaf, index, path) {
  return path.reduce((node, sibling, level) => {
    const right = (BigInt(index) >> BigInt(level)) & 1n;
    return keccak256(right ? concat([sibling, node]) : concat([node, sibling]));
  }, leaf);
}
