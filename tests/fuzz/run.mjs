#!/usr/bin/env node
// node run.mjs FOLDER-OF-PROGRAMS SECONDS [TARGET...]: every fuzz target for so long, as many at once as there are cores.
// Prints what each ran and found, then "N passed, N failed[, N skipped]". What is found lies in FOLDER/../found.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const here = path.dirname(new URL(import.meta.url).pathname);
const [folder, seconds = '60', ...chosen] = process.argv.slice(2);
if (!folder || !fs.existsSync(folder)) {
  console.error('usage: node run.mjs FOLDER-OF-PROGRAMS SECONDS [TARGET...]');
  process.exit(2);
}
const programs = path.resolve(folder);
// The slowest to start first, so that the last round is not waited for.
const order = ['differential', 'interpreter', 'trie', 'state', 'batch', 'transaction', 'abi', 'rlp'];
const targets = chosen.length ? chosen : order;
// Inputs that these read are decisions, and a short input decides little.
const long = new Set(['differential', 'interpreter', 'trie', 'state']);
const count = { passed: 0, failed: 0, skipped: 0 };

/** Why the peer cannot run here; empty when it can. */
function preparePeer() {
  if (Number(process.versions.node.split('.')[0]) < 20) return `@ethereumjs/evm needs node 20, this is ${process.version}`;
  if (!fs.existsSync(path.join(here, 'node_modules'))) {
    try {
      execFileSync('npm', ['ci', '--silent', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
    } catch {
      throw new Error('npm ci in tests/fuzz failed');
    }
  }
  return '';
}

function run(target) {
  const own = path.join(programs, '..', 'corpus', target);
  const found = path.join(programs, '..', 'found');
  for (const each of [own, found]) fs.mkdirSync(each, { recursive: true });
  const options = [
    `-max_total_time=${seconds}`, '-max_len=2048', '-timeout=60', '-rss_limit_mb=3000', '-print_final_stats=1',
    `-len_control=${long.has(target) ? 0 : 100}`, `-artifact_prefix=${found}/${target}-`, '-verbosity=1',
    own, path.join(here, 'corpus', target),
  ];
  if (target === 'differential') options.push(path.join(here, 'corpus', 'interpreter'));  // the same scenes
  if (process.env.SEED) options.push(`-seed=${process.env.SEED}`);
  // A file, not a pipe: the peer, which shares it, would make a pipe drop what comes too fast.
  const file = path.join(found, `${target}.log`);
  const out = fs.openSync(file, 'w');
  return new Promise((resolve) => {
    const child = spawn(path.join(programs, `fuzz-${target}`), options, { stdio: ['ignore', out, out] });
    const end = (status) => resolve({ target, status, log: fs.readFileSync(file, 'latin1') });
    child.on('error', (error) => { fs.appendFileSync(file, String(error)); end(-1); });
    child.on('exit', end);
  }).finally(() => fs.closeSync(out));
}

function tell({ target, status, log }) {
  const stat = (name) => log.match(new RegExp(`stat::${name}:\\s+(\\d+)`))?.[1] ?? '0';
  const runs = Number(stat('number_of_executed_units'));
  const text = `${target.padEnd(13)} ${String(runs).padStart(9)} runs, ${stat('average_exec_per_sec')}/s`;
  if (status === 0 && runs > 0) {
    count.passed += 1;
    console.log(`${text}, found nothing`);
    return;
  }
  count.failed += 1;
  const lines = log.split('\n').filter((line) => !/^#\d+\s|NEW_FUNC|^\s*$/.test(line));
  console.log(`${text}, FOUND a failure:\n${lines.slice(-60).join('\n').slice(-12_000)}`);
}

const queue = [...targets];
let why = '';
if (queue.includes('differential')) {
  why = preparePeer();
  if (why) {
    console.log(`differential: skipped, ${why}`);
    count.skipped += 1;
    queue.splice(queue.indexOf('differential'), 1);
  }
}
async function worker() {
  for (let target = queue.shift(); target; target = queue.shift()) tell(await run(target));
}
await Promise.all(Array.from({ length: os.availableParallelism?.() ?? os.cpus().length }, worker));
console.log(`${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''}`);
process.exit(count.failed ? 1 : 0);
