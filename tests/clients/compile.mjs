#!/usr/bin/env node
// Compiles contracts/Counter.sol with the solc of ../../contracts; the artifact is checked in, so a run needs no compiler.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../contracts/package.json', import.meta.url));
const solc = require('solc');
const source = fs.readFileSync(new URL('contracts/Counter.sol', import.meta.url), 'utf8');
const output = JSON.parse(solc.compile(JSON.stringify({
  language: 'Solidity',
  sources: { 'Counter.sol': { content: source } },
  settings: {
    evmVersion: 'cancun',
    optimizer: { enabled: true, runs: 200 },
    metadata: { bytecodeHash: 'none', appendCBOR: false },
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
  },
})));
for (const e of output.errors ?? []) console.error(e.formattedMessage);
const { abi, evm } = output.contracts['Counter.sol'].Counter;
const text = JSON.stringify({ contractName: 'Counter', abi, bytecode: `0x${evm.bytecode.object}` }, null, 1) + '\n';
const file = new URL('artifacts/Counter.json', import.meta.url);
if (process.argv.includes('--check')) {
  if (fs.readFileSync(file, 'utf8') !== text) throw new Error('artifacts/Counter.json is not what contracts/Counter.sol gives');
} else {
  fs.writeFileSync(file, text);
}
