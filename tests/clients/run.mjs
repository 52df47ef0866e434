#!/usr/bin/env node
// node run.mjs PATH/TO/rollscoped: the six steps and the token portal from outside, crashes, bad input, cast, traces, and the wider client suite.
// ONLY=<regular expression> chooses parts; KEEP=1 leaves the data and shows the daemon's log at the end.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { report, test } from './lib/harness.mjs';
import { Daemon } from './lib/daemon.mjs';
import { sixSteps } from './steps.mjs';
import { crashes } from './crash.mjs';
import { badInput } from './bad_input.mjs';
import { withCast } from './with_cast.mjs';
import { portal } from './portal.mjs';
import { pool } from './pool.mjs';
import { traces } from './traces.mjs';
import { sharedSuite } from './shared_suite.mjs';

const program = path.resolve(process.argv[2] ?? new URL('../../build/release/bin/rollscoped', import.meta.url).pathname);
if (!fs.existsSync(program)) {
  console.error(`no program at ${program}; usage: node run.mjs PATH/TO/rollscoped`);
  process.exit(2);
}

const PARTS = { steps: sixSteps, portal, pool, cast: withCast, traces, 'bad-input': badInput, crash: crashes, suite: sharedSuite };
const chosen = process.argv.slice(3);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rollscope-clients-'));
const daemons = [];
process.on('exit', () => daemons.forEach((d) => d.child?.over || d.child?.kill('SIGKILL')));

for (const [name, part] of Object.entries(PARTS)) {
  if (chosen.length && !chosen.includes(name)) continue;
  const daemon = new Daemon(program, path.join(scratch, name), part.options);
  daemons.push(daemon);
  console.log(`--- ${name}`);
  if (!(await test(`${name}: rollscoped starts`, () => daemon.start()))) continue;
  await part(daemon, scratch);
  if (!daemon.child.over) await daemon.stop();
  if (process.env.KEEP) console.log(`${daemon.datadir}\n${daemon.log.slice(-4000)}`);
}
if (!process.env.KEEP) fs.rmSync(scratch, { recursive: true, force: true });
process.exit(report());
