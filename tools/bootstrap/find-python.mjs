// The Python that the environments are made from.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SetUpError } from './set-up-error.mjs';

const oldest = 11;
const newest = 14;
const names = Array.from({ length: newest - oldest + 1 }, (_, index) => `python3.${newest - index}`);

// The path is that of the Python itself: neither a link in an environment nor a shim of a version manager.
const question =
  'import os, sys; print(*sys.version_info[:2], ".".join(map(str, sys.version_info[:3])), os.path.realpath(sys.executable))';

const probe = (python) => {
  const { status, stdout } = spawnSync(python, ['-I', '-S', '-c', question], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const [major, minor, version, ...path] = stdout.trim().split(' ');
  const fits = major === '3' && Number(minor) >= oldest && Number(minor) <= newest;
  return { python: path.join(' '), version, fits };
};

/** The Python that the variable PYTHON names, or the first on the PATH that fits. */
export const findPython = () => {
  const named = process.env.PYTHON;
  const unfit = [];
  for (const name of named ? [named] : ['python3', ...names, 'python']) {
    const found = probe(name);
    if (found?.fits) return found;
    if (found !== undefined) unfit.push(`${name} is ${found.version}`);
  }
  throw new SetUpError(
    `Credit Risk needs Python 3.${oldest} to 3.${newest}; found ${unfit.length ? unfit.join(', ') : 'none'}. ` +
      'Install one, or name it: PYTHON=/path/to/python3 npm start',
  );
};

/**
 * The Python of the checkout's `.venv`, so that all environments have the same one. Nx runs its targets with another
 * PATH than npm, on which another Python may come first.
 */
export const pythonOfCheckout = (root) => {
  const found = probe(join(root, '.venv', 'bin', 'python'));
  return found?.fits ? found : findPython();
};
