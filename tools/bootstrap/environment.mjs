// Makes the Python environments named, side by side: `node tools/bootstrap/environment.mjs .venv-spark .venv-airflow`
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allDone } from './all-done.mjs';
import { pythonOfCheckout } from './find-python.mjs';
import { setUpPython } from './python-environment.mjs';
import { environments } from './python-environments.mjs';
import { SetUpError, reportingSetUpErrors } from './set-up-error.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const say = (text) => process.stderr.write(`${text}\n`);
const names = process.argv.slice(2);

await reportingSetUpErrors(async () => {
  const unknown = names.find((name) => !Object.hasOwn(environments, name));
  if (unknown !== undefined) {
    throw new SetUpError(`Unknown environment "${unknown}". Known: ${Object.keys(environments).join(', ')}.`);
  }
  const found = pythonOfCheckout(root);
  await allDone(names.map((name) => setUpPython(root, name, found, say)));
});
