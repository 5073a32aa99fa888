// The npm packages of the workspace, exactly as in the lock file.
import { join } from 'node:path';
import { exitCodeOf } from './program.mjs';
import { SetUpError } from './set-up-error.mjs';
import { withSetUpLock } from './set-up-lock.mjs';
import { digestOf, isFresh, writeStamp } from './stamp.mjs';

const oldestNode = [20, 19];

const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new SetUpError(
      `Node ${process.versions.node} is too old: Credit Risk needs Node ${oldestNode.join('.')} or newer. Install it and run the command again.`,
    );
  }
};

// npm gives its scripts its path; outside of npm the one on the PATH serves.
const npm = () =>
  process.env.npm_execpath?.endsWith('.js')
    ? { file: process.execPath, args: [process.env.npm_execpath] }
    : { file: 'npm', args: [] };

const install = async (root) => {
  const { file, args } = npm();
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await exitCodeOf(file, [...args, 'ci', ...flags], { cwd: root })) !== 0) {
    throw new SetUpError(
      'npm ci failed, see above. Check that the npm registry can be reached, then run the command again.',
    );
  }
};

/** Resolves to whether anything had to be installed. */
export const setUpNode = (root, say) => {
  checkNode();
  return withSetUpLock(root, 'node_modules', say, async () => {
    const stamp = join(root, 'node_modules', '.credit-risk-stamp');
    const { modules } = process.versions;
    const digest = digestOf([join(root, 'package-lock.json')], modules, process.platform, process.arch);
    if (isFresh(stamp, digest)) return false;
    say('Installing the npm packages of the lock file (npm ci) …');
    await install(root);
    writeStamp(stamp, digest);
    return true;
  });
};
