// Runs forge with npm's solc; arguments go on to `forge test`. The package that carries the program is named directly:
// the one that picks a platform lists platforms that are not published, which `npm ci` refuses.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const home = path.dirname(
  createRequire(import.meta.url).resolve('@foundry-rs/forge-linux-amd64/package.json'),
);
const { status, error } = spawnSync(path.join(home, 'bin', 'forge'), ['test', ...process.argv.slice(2)], {
  cwd: here,
  stdio: 'inherit',
  env: { ...process.env, SOLC_JS: path.join(here, 'node_modules', 'solc'), FOUNDRY_DISABLE_NIGHTLY_WARNING: '1' },
});
if (error) console.error(error.message);
process.exit(status ?? 1);
