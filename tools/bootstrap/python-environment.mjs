// Makes a Python environment exactly as locked, unless the one there has the same packages and the same Python.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installUv } from './install-uv.mjs';
import { exitCodeOf } from './program.mjs';
import { environments } from './python-environments.mjs';
import { SetUpError } from './set-up-error.mjs';
import { withSetUpLock } from './set-up-lock.mjs';
import { digestOf, isFresh, writeStamp } from './stamp.mjs';

const must = async (exitCode, advice) => {
  if ((await exitCode) !== 0) throw new SetUpError(advice);
};

const make = async (root, name, { python, version }, say) => {
  say(`Making the Python environment ${name} (Python ${version}) from the lock file …`);
  const uv = await installUv(root, python, say);
  const run = (...args) => exitCodeOf(uv, args, { cwd: root });
  await must(
    run('venv', '--quiet', '--clear', '--python', python, name),
    `The Python environment ${name} could not be made, see above.`,
  );
  const own = join(name, 'bin', 'python');
  await must(
    run('pip', 'sync', '--quiet', '--require-hashes', '--python', own, ...environments[name]),
    'The Python packages could not be installed, see above. Check that PyPI can be reached, then run the command again.',
  );
};

/** Resolves to whether anything had to be made. */
export const setUpPython = (root, name, found, say) =>
  withSetUpLock(root, name, say, async () => {
    const stamp = join(root, name, '.credit-risk-stamp');
    const digest = digestOf(
      environments[name].map((lock) => join(root, lock)),
      found.version,
    );
    if (isFresh(stamp, digest) && existsSync(join(root, name, 'bin', 'python'))) return false;
    await make(root, name, found, say);
    writeStamp(stamp, digest);
    return true;
  });
