// node start.mjs ROLLSCOPED RUNS: milliseconds to the first answer, ours and anvil's.
import fs from 'node:fs';
import { median, startAnvil, startOurs, temporaryFolder } from './servers.mjs';

const [program, runs] = process.argv.slice(2);

/** Starts, notes the time, stops; the first run warms the disk's cache up and is left out. */
async function times(begin) {
  const list = [];
  for (let run = 0; run <= Number(runs); ++run) {
    const server = await begin();
    await server.stop();
    if (run > 0) list.push(server.startMs);
  }
  return list;
}

const folders = [];
const fresh = () => folders[folders.push(temporaryFolder()) - 1];
const existing = fresh();
const figures = {
  'an empty folder, contracts deployed (goal 400)': await times(() => startOurs(program, fresh())),
  'an existing folder (goal 150)': await times(() => startOurs(program, existing)),
  'anvil, which keeps nothing': await times(() => startAnvil(['--accounts', 128])),
};
for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
console.log(`ms from start to the first JSON-RPC answer, of ${runs} runs`);
for (const [label, list] of Object.entries(figures)) {
  console.log(`  ${label.padEnd(50)} median ${median(list).toFixed(0).padStart(5)}  ` +
    `best ${Math.min(...list).toFixed(0).padStart(5)}  worst ${Math.max(...list).toFixed(0).padStart(5)}`);
}
