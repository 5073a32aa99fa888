// uv at its locked version, from PyPI into `.bootstrap`: it makes the Python environments.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf } from './program.mjs';
import { uvLock } from './python-environments.mjs';
import { SetUpError } from './set-up-error.mjs';
import { withSetUpLock } from './set-up-lock.mjs';
import { digestOf, isFresh, writeStamp } from './stamp.mjs';

const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes'];

const install = async (root, target, python) => {
  const lock = join(root, uvLock);
  const withPip = [...pip, '--root-user-action=ignore', '--target', target, '-r', lock];
  if ((await exitCodeOf(python, withPip, { cwd: root })) === 0) return;
  if ((await exitCodeOf(python, ['-m', 'venv', target], { cwd: root })) !== 0) {
    throw new SetUpError(
      `${python} has neither pip nor venv. Install one of them (Debian, Ubuntu: apt install python3-venv) and run the command again.`,
    );
  }
  const own = join(target, 'bin', 'python');
  if ((await exitCodeOf(own, [...pip, '-r', lock], { cwd: root })) !== 0) {
    throw new SetUpError(
      'uv could not be installed from PyPI, see above. Check that PyPI can be reached, then run the command again.',
    );
  }
};

const installed = (root, python, say) =>
  withSetUpLock(root, 'uv', say, async () => {
    const target = join(root, '.bootstrap', 'uv');
    const uv = join(target, 'bin', 'uv');
    const stamp = join(target, '.stamp');
    const digest = digestOf([join(root, uvLock)]);
    if (existsSync(uv) && isFresh(stamp, digest)) return uv;
    rmSync(target, { recursive: true, force: true });
    await install(root, target, python);
    writeStamp(stamp, digest);
    return uv;
  });

let installing;

/** Resolves to the path of uv. Environments that are made side by side share the one installation. */
export const installUv = (root, python, say) => (installing ??= installed(root, python, say));
