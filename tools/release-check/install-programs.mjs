// The programs of the release check (a registry, linters of packages, API reports), exactly as in their lock file.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf, isFresh, writeStamp } from '../bootstrap/stamp.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'programs');
const stamp = join(folder, 'node_modules', '.credit-risk-stamp');
const digest = digestOf([join(folder, 'package-lock.json')], process.versions.modules, process.platform);

if (!isFresh(stamp, digest)) {
  process.stderr.write('Installing the programs of the release check (npm ci) …\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-workspaces', '--loglevel=error'];
  const { npm_config_local_prefix: _, ...environment } = process.env;
  const done = spawnSync('npm', ['ci', ...flags], { cwd: folder, stdio: ['ignore', 2, 2], env: environment });
  if (done.status === 0) writeStamp(stamp, digest);
  else process.stderr.write('npm ci failed, see above. Check that the npm registry can be reached.\n');
  process.exitCode = done.status ?? 1;
}
