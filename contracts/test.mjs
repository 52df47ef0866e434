// Runs forge out of its npm package (no install script needed) with npm's solc; arguments go on to `forge test`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const machine = { x64: 'amd64', arm64: 'arm64' }[process.arch] ?? process.arch;
const home = path.dirname(
  createRequire(import.meta.url).resolve(`@foundry-rs/forge-${process.platform}-${machine}/package.json`),
);
const { status, error } = spawnSync(path.join(home, 'bin', 'forge'), ['test', ...process.argv.slice(2)], {
  cwd: here,
  stdio: 'inherit',
  env: { ...process.env, SOLC_JS: path.join(here, 'node_modules', 'solc'), FOUNDRY_DISABLE_NIGHTLY_WARNING: '1' },
});
if (error) console.error(error.message);
process.exit(status ?? 1);
