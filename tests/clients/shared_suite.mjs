// The wider client suite that lies beside the project, where it does: $ROLLSCOPE_SHARED or ../shared.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test, skip, match, ok } from './lib/harness.mjs';
import { FIRST_KEY } from './lib/world.mjs';
import { CAST } from './with_cast.mjs';

const root = path.resolve(new URL('../..', import.meta.url).pathname);

/** A writable copy with its packages installed. */
function prepare(from) {
  const to = path.join(os.tmpdir(), `rollscope-clients-${process.getuid()}`);
  const lock = (dir) => fs.readFileSync(path.join(dir, 'package-lock.json'), 'utf8');
  const kept = fs.existsSync(path.join(to, 'node_modules/viem')) && lock(to) === lock(from);
  execFileSync('cp', ['-rT', '--no-preserve=mode', from, to]);
  if (!kept) execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: to, stdio: 'ignore' });
  return to;
}

function runSuite(dir, args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['run.mjs', ...args], { cwd: dir, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (d) => (output += d));
    child.on('exit', () => done(output));
  });
}

export async function sharedSuite(daemon) {
  const from = path.join(process.env.ROLLSCOPE_SHARED ?? path.join(root, '../shared'), 'clients');
  if (!fs.existsSync(path.join(from, 'run.mjs'))) return skip('client suite', `${from} is not there`);
  const dir = await test('client suite: its packages install', async () => prepare(from), 300_000);
  if (!dir) return;
  const layers = [['L2', daemon.url, '31338'], ['L1', daemon.l1Url, '31337']];
  // both at once: they mostly wait for blocks
  await Promise.all(layers.map(([name, url, id]) =>
    test(`client suite against ${name}`, async () => {
      const args = ['--rpc', url, '--ws', url.replace('http', 'ws'), '--chain-id', id, '--key', FIRST_KEY, '--security'];
      if (fs.existsSync(CAST)) args.push('--cast', CAST);
      const output = await runSuite(dir, args);
      const last = output.trim().split('\n').at(-1);
      console.log(`      ${last}`);
      match(last, /^\d+ passed, \d+ failed/);
      ok(/ 0 failed/.test(last), output.slice(-6000));
    }, 900_000)));
}
