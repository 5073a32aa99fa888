// The Python that the environments are made from: the one that PYTHON names, or the first on the PATH that fits.
import { spawnSync } from 'node:child_process';
import { SetUpError } from './set-up-error.mjs';

const oldest = 11;
const newest = 14;
const names = Array.from({ length: newest - oldest + 1 }, (_, index) => `python3.${newest - index}`);

const versionOf = (python) => {
  const probe = spawnSync(python, ['-I', '-S', '-c', 'import sys; print(*sys.version_info[:3])'], {
    encoding: 'utf8',
  });
  return probe.status === 0 ? probe.stdout.trim().split(' ').map(Number) : undefined;
};

const fits = ([major, minor]) => major === 3 && minor >= oldest && minor <= newest;

export const findPython = () => {
  const named = process.env.PYTHON;
  const found = [];
  for (const python of named ? [named] : ['python3', ...names, 'python']) {
    const version = versionOf(python);
    if (version === undefined) continue;
    if (fits(version)) return { python, version: version.join('.') };
    found.push(`${python} is ${version.join('.')}`);
  }
  throw new SetUpError(
    `Credit Risk needs Python 3.${oldest} to 3.${newest}; found ${found.length ? found.join(', ') : 'none'}. ` +
      'Install one, or name it: PYTHON=/path/to/python3 npm start',
  );
};
