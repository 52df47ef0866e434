// Compiles src/ into ../resources/contracts/<Name>.json, one file a deployed contract.
// `--check` writes nothing and fails when a checked-in file is not what the sources give.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const solc = createRequire(import.meta.url)('solc');
const here = new URL('.', import.meta.url);
const out = new URL('../resources/contracts/', here);
const deployed = ['l1/Inbox', 'l1/Rollup', 'l1/Outbox', 'l1/L1Bridge', 'l1/L1Token',
  'l1/TokenPortal', 'l1/AttestationVerifier',
  'l2/L1Info', 'l2/GasPriceOracle', 'l2/L2Inbox', 'l2/L2Outbox', 'l2/L2Bridge', 'l2/L2Token'];
const settings = {
  evmVersion: 'cancun',
  optimizer: { enabled: true, runs: 200 },
  metadata: { bytecodeHash: 'none', appendCBOR: false },
};
const maxCodeBytes = 24576; // EIP-170
const maxCreationBytes = 49152; // EIP-3860

const input = {
  language: 'Solidity',
  sources: Object.fromEntries(deployed.map((name) => {
    const path = `src/${name}.sol`;
    return [path, { content: fs.readFileSync(new URL(path, here), 'utf8') }];
  })),
  settings: {
    ...settings,
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
  },
};
const open = (path) => {
  const at = path.startsWith('@') ? `node_modules/${path}` : path;
  try {
    return { contents: fs.readFileSync(new URL(at, here), 'utf8') };
  } catch (error) {
    return { error: error.message };
  }
};

const output = JSON.parse(solc.compile(JSON.stringify(input), { import: open }));
// Warnings included, except about the pinned library's own sources, which are not ours to mend.
const isOurs = (e) => e.severity === 'error' || !e.sourceLocation?.file.startsWith('@');
const problems = (output.errors ?? []).filter(isOurs).map((e) => e.formattedMessage);
let failed = problems.length > 0;
problems.forEach((text) => console.error(text));
if (!output.contracts) process.exit(1);

const check = process.argv.includes('--check');
fs.mkdirSync(out, { recursive: true });
for (const path of deployed) {
  const contractName = path.split('/')[1];
  const { abi, evm } = output.contracts[`src/${path}.sol`]?.[contractName] ?? {};
  if (!abi) continue;
  const artifact = {
    contractName,
    compiler: solc.version(),
    settings,
    bytecode: `0x${evm.bytecode.object}`,
    deployedBytecode: `0x${evm.deployedBytecode.object}`,
  };
  const codeBytes = artifact.deployedBytecode.length / 2 - 1;
  if (codeBytes > maxCodeBytes || artifact.bytecode.length / 2 - 1 > maxCreationBytes) {
    console.error(`${contractName} is too large: ${codeBytes} bytes`);
    failed = true;
  }
  // One ABI entry a line: small, and a change shows as a line.
  const entries = abi.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n');
  const head = JSON.stringify(artifact, null, 1).slice(0, -2);
  const text = `${head},\n "abi": [\n${entries}\n ]\n}\n`;
  const file = new URL(`${contractName}.json`, out);
  if (!check) {
    fs.writeFileSync(file, text);
    console.log(`${contractName}: ${codeBytes} bytes`);
  } else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) {
    console.error(`resources/contracts/${contractName}.json is not what the sources give: npm run build`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
