// Makes the Python environments named, side by side: `node tools/bootstrap/environment.mjs .venv-spark .venv-airflow`
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allDone } from './all-done.mjs';
import { pythonOfCheckout } from './find-python.mjs';
import { setUpPython } from './python-environment.mjs';
import { environmentsNamed } from './python-environments.mjs';
import { reportingSetUpErrors } from './set-up-error.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const say = (text) => process.stderr.write(`${text}\n`);

await reportingSetUpErrors(async () => {
  const names = environmentsNamed(process.argv.slice(2));
  const found = pythonOfCheckout(root);
  await allDone(names.map((name) => setUpPython(root, name, found, say)));
});
