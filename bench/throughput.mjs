// node throughput.mjs ROLLSCOPED COUNT RUNS: medians of both servers under the same load.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SHARED, median, startAnvil, startOurs, temporaryFolder } from './servers.mjs';

const [program, count, runs] = process.argv.slice(2);
const LOADS = [
  { name: 'ETH, batches of 100', kind: 'eth', mode: 'batch', goal: 2 },
  { name: 'ERC-20, batches of 100', kind: 'erc20', mode: 'batch', goal: 2 },
  { name: 'ETH, single calls on 8 connections', kind: 'eth', mode: 'single', goal: 1.5 },
  { name: 'a burst of 50,000, all in the pool at once', kind: 'eth', mode: 'batch', goal: 2, burst: 50_000 },
];

/** A writable copy of the load generator with its packages installed; null where there is none. */
function loadGenerator() {
  const from = path.join(SHARED, 'loadgen');
  if (!fs.existsSync(path.join(from, 'loadgen.mjs'))) return null;
  const to = path.join(os.tmpdir(), `rollscope-loadgen-${process.getuid()}`);
  const lock = (dir) => fs.readFileSync(path.join(dir, 'package-lock.json'), 'utf8');
  const kept = fs.existsSync(path.join(to, 'node_modules')) && lock(to) === lock(from);
  execFileSync('cp', ['-rT', '--no-preserve=mode', from, to]);
  if (!kept) execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: to, stdio: 'ignore' });
  return path.join(to, 'loadgen.mjs');
}

function load(generator, server, { kind, mode, burst }) {
  const args = [generator, '--url', `http://127.0.0.1:${server.port}`, '--kind', kind, '--mode', mode,
    '--count', burst ?? count, '--mine', 'manual', '--pid', server.child.pid, '--quiet'];
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (part) => (text += part));
    child.on('exit', (code) => {
      if (code === 1) return failed(new Error('the load generator could not run'));
      const report = JSON.parse(text);
      if (report.included !== report.count || report.errors > 0) console.error('not all went in:', text);
      done(report);
    });
  });
}

/** One fresh server under one load. */
async function once(generator, which, what) {
  const folder = temporaryFolder();
  // Both make blocks of 30 Mgas when evm_mine asks for one.
  const server = which === 'ours'
    ? await startOurs(program, folder, ['--block-time', 600_000])
    : await startAnvil(['--no-mining', '--accounts', 128, '--gas-limit', 30_000_000]);
  try {
    return await load(generator, server, what);
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const FIGURES = {
  'submit, tx/s': (r) => r.txPerSecond.submit,
  'included, tx/s': (r) => r.txPerSecond.included,
  'to the last receipt, tx/s': (r) => r.txPerSecond.receipts,
  'peak memory, MiB': (r) => r.server.peakRssMiB,
  'CPU a transaction taken in, us': (r) => (r.server.cpuSubmitSeconds * 1e6) / r.count,
  'other programs, cores': (r) => r.machine.otherCores,
};

const generator = loadGenerator();
if (!generator) {
  console.log(`SKIPPED: no load generator in ${path.join(SHARED, 'loadgen')} (set ROLLSCOPE_SHARED)`);
  process.exit(0);
}
console.log(`${count} transfers, 30 Mgas blocks by evm_mine, ours with everything on disk; medians of ${runs} runs`);
for (const what of LOADS) {
  const reports = { ours: [], anvil: [] };
  for (let run = 0; run < (what.burst ? 1 : Number(runs)); ++run) {
    for (const which of ['ours', 'anvil']) reports[which].push(await once(generator, which, what));
  }
  console.log(`\n${what.name} (goals: included ${what.goal} times anvil's, receipts 3 times)`);
  console.log(`  ${''.padEnd(32)}${'ours'.padStart(10)}${'anvil'.padStart(10)}${'ratio'.padStart(8)}`);
  for (const [label, of] of Object.entries(FIGURES)) {
    const [ours, anvil] = ['ours', 'anvil'].map((which) => median(reports[which].map(of)));
    const digits = ours < 10 ? 2 : 0;
    console.log(`  ${label.padEnd(32)}${ours.toFixed(digits).padStart(10)}${anvil.toFixed(digits).padStart(10)}` +
      `${anvil > 0 ? (ours / anvil).toFixed(2).padStart(8) : ''}`);
  }
}
