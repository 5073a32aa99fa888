// The Python environment `.venv`, exactly as locked, made by uv (itself from PyPI, into `.bootstrap`).
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, isFresh, writeStamp } from './stamp.mjs';
import { SetUpError } from './set-up-error.mjs';

const newest = 14;
const oldest = 11;
const versions = Array.from({ length: newest - oldest + 1 }, (_, index) => `python3.${newest - index}`);

const versionOf = (spawnSync, python) => {
  const probe = spawnSync(python, ['-c', 'import sys; print(*sys.version_info[:3])'], { encoding: 'utf8' });
  return probe.status === 0 ? probe.stdout.trim().split(' ').map(Number) : undefined;
};

const fits = ([major, minor]) => major === 3 && minor >= oldest && minor <= newest;

const findPython = (spawnSync) => {
  const asked = process.env.PYTHON;
  const candidates = asked ? [asked] : ['python3', ...versions, 'python'];
  const seen = [];
  for (const python of candidates) {
    const version = versionOf(spawnSync, python);
    if (version === undefined) continue;
    if (fits(version)) return { python, version: version.join('.') };
    seen.push(`${python} is ${version.join('.')}`);
  }
  throw new SetUpError(
    `Credit Risk needs Python 3.${oldest} to 3.${newest}; found ${seen.length ? seen.join(', ') : 'none'}. ` +
      'Install one, or name it: PYTHON=/path/to/python3 npm start',
  );
};

const must = (done, advice) => {
  if (done.status !== 0) throw new SetUpError(advice);
};

const installUv = (root, python, spawnSync) => {
  const target = join(root, '.bootstrap', 'uv');
  const uv = join(target, 'bin', 'uv');
  const stamp = join(target, '.stamp');
  const requirements = join(root, 'tools', 'python', 'uv.txt');
  const digest = digestOf([requirements]);
  if (existsSync(uv) && isFresh(stamp, digest)) return uv;
  rmSync(target, { recursive: true, force: true });
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes'];
  const output = { cwd: root, stdio: ['ignore', 2, 2] };
  const withPip = spawnSync(
    python,
    [...install, '--root-user-action=ignore', '--target', target, '-r', requirements],
    output,
  );
  if (withPip.status !== 0) {
    must(
      spawnSync(python, ['-m', 'venv', target], output),
      `${python} has neither pip nor venv. Install one of them (Debian, Ubuntu: apt install python3-venv) and run the command again.`,
    );
    must(
      spawnSync(join(target, 'bin', 'python'), [...install, '-r', requirements], output),
      'uv could not be installed from PyPI, see above. Check that PyPI can be reached, then run the command again.',
    );
  }
  writeStamp(stamp, digest);
  return uv;
};

export const setUpPython = (root, say, spawnSync) => {
  const requirements = join(root, 'tools', 'python', 'requirements.txt');
  const stamp = join(root, '.venv', '.credit-risk-stamp');
  const digest = digestOf([requirements], process.env.PYTHON ?? '');
  if (isFresh(stamp, digest) && existsSync(join(root, '.venv', 'bin', 'python'))) return false;
  const { python, version } = findPython(spawnSync);
  say(`Making the Python environment .venv (Python ${version}) from the lock file …`);
  const uv = installUv(root, python, spawnSync);
  const quiet = { cwd: root, stdio: ['ignore', 2, 2] };
  must(
    spawnSync(uv, ['venv', '--quiet', '--clear', '--python', python, '.venv'], quiet),
    'The Python environment .venv could not be made, see above.',
  );
  must(
    spawnSync(
      uv,
      [
        'pip',
        'sync',
        '--quiet',
        '--require-hashes',
        '--python',
        join('.venv', 'bin', 'python'),
        requirements,
      ],
      quiet,
    ),
    'The Python packages could not be installed, see above. Check that PyPI can be reached, then run the command again.',
  );
  writeStamp(stamp, digest);
  return true;
};
