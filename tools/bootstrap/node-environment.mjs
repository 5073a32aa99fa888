// The npm packages of the workspace, exactly as in the lock file.
import { join } from 'node:path';
import { digestOf, isFresh, writeStamp } from './stamp.mjs';
import { SetUpError } from './set-up-error.mjs';

const oldestNode = [20, 19];

const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new SetUpError(
      `Node ${process.versions.node} is too old: Credit Risk needs Node ${oldestNode.join('.')} or newer. Install it and run the command again.`,
    );
  }
};

// npm tells its scripts where it is; outside of npm the one on the PATH serves.
const npm = () =>
  process.env.npm_execpath?.endsWith('.js')
    ? { file: process.execPath, args: [process.env.npm_execpath] }
    : { file: 'npm', args: [] };

export const setUpNode = (root, say, spawnSync) => {
  checkNode();
  const stamp = join(root, 'node_modules', '.credit-risk-stamp');
  const digest = digestOf(
    [join(root, 'package-lock.json')],
    process.versions.modules,
    process.platform,
    process.arch,
  );
  if (isFresh(stamp, digest)) return false;
  say('Installing the npm packages of the lock file (npm ci) …');
  const { file, args } = npm();
  const done = spawnSync(
    file,
    [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  );
  if (done.status !== 0) {
    throw new SetUpError(
      'npm ci failed, see above. Check that the npm registry can be reached, then run the command again.',
    );
  }
  writeStamp(stamp, digest);
  return true;
};
