import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { readPythonSettings } from '../src/python-settings';
import { type Ended, runProgram } from '../src/run-program';

const root = join(__dirname, '..', '..', '..');
const program = (name: string): string => join(root, '.venv', 'bin', name);
const { folders, packages } = readPythonSettings(root);

const lintImports = (from: string): Ended =>
  runProgram(program('lint-imports'), ['pyproject.toml', '--no-cache'], {
    cwd: root,
    env: { PYTHONPATH: folders.map((folder) => join(from, folder)).join(delimiter) },
  });

const ruff = (path: string, text: string): Ended =>
  runProgram(program('ruff'), ['check', '--quiet', '--select', 'TID251', '--stdin-filename', path, '-'], {
    cwd: root,
    input: text,
  });

const bad = {
  'jobs/container/one.py': 'from container.two import b\na = b\n',
  'jobs/container/two.py': 'b = 1\n\ndef c() -> None:\n    from container import one\n    print(one)\n',
  'jobs/inference/of_training.py': 'import training.models\n',
  'jobs/training/of_testing.py': 'import testing.oracle\n',
  'dags/credit_risk/of_jobs.py': 'from container import failure\n',
};

describe('The contracts of the Python packages', () => {
  const copy = mkdtempSync(join(tmpdir(), 'python-boundaries-'));
  afterAll(() => rmSync(copy, { recursive: true }));

  it('are kept', () => {
    expect(lintImports(root)).toMatchObject({ exitCode: 0 });
  });

  it('refuse a circle of modules, a job that imports another one or test code, and a DAG that imports a job', () => {
    for (const folder of folders)
      cpSync(join(root, folder), join(copy, folder), {
        recursive: true,
        filter: (path) => !path.includes('__pycache__'),
      });
    for (const [path, text] of Object.entries(bad)) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    }
    const { exitCode, output } = lintImports(copy);
    expect(exitCode).toBe(1);
    expect(output).toContain('No cycles are allowed in container.');
    for (const [from, to] of [
      ['inference', 'training'],
      ['training', 'testing'],
      ['credit_risk', 'container'],
    ])
      expect(output).toContain(`${from} is not allowed to import ${to}`);
  });

  it('have every package of the jobs and DAGs', () => {
    const expected = ['container', 'credit_risk', 'feature_engineering', 'inference', 'testing', 'training'];
    expect(packages).toEqual(expect.arrayContaining(expected));
  });
});

describe('A job', () => {
  it('must not import a test', () => {
    const { exitCode, output } = ruff('jobs/training/fixture.py', 'from training.tests.parts import x\n');
    expect(exitCode).toBe(1);
    expect(output).toContain('TID251');
  });

  it('may be imported by its tests, and they may share code', () => {
    const text = 'from training.models import x\nfrom training.tests.parts import y\n';
    expect(ruff('jobs/training/tests/fixture.py', text)).toMatchObject({ exitCode: 0 });
  });
});
