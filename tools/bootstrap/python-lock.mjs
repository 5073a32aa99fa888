// Compiles the dependency groups of pyproject.toml into lock files with hashes. Versions already locked stay, unless uv
// is asked otherwise: `npm run python:lock -- --upgrade-package duckdb`
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython } from './find-python.mjs';
import { installUv } from './install-uv.mjs';
import { exitCodeOf } from './program.mjs';
import { locks } from './python-environments.mjs';
import { SetUpError, reportingSetUpErrors } from './set-up-error.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const say = (text) => process.stderr.write(`${text}\n`);

const oldestPython = ['--universal', '--python-version', '3.11'];
// With hashes, and without what would differ from machine to machine.
const format = ['--generate-hashes', '--no-annotate', '--no-header', '--quiet'];

await reportingSetUpErrors(async () => {
  const uv = await installUv(root, findPython().python, say);
  for (const { group, file, agreesWith } of locks) {
    const constraints = agreesWith === undefined ? [] : ['--constraints', agreesWith];
    const args = ['pip', 'compile', '--group', group, ...constraints, ...oldestPython, ...format];
    const code = await exitCodeOf(uv, [...args, ...process.argv.slice(2), '--output-file', file], {
      cwd: root,
    });
    if (code !== 0) throw new SetUpError(`${file} could not be compiled, see above.`);
  }
});
