import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const lockFileOf = (version: string): string =>
  JSON.stringify({
    name: 'empty',
    version,
    lockfileVersion: 3,
    packages: { '': { name: 'empty', version: '0.0.0' } },
  });

/** A checkout that has the bootstrap script and lock files of nothing, so that set-up needs no registry. */
const emptyCheckout = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  cpSync(join(__dirname, '..'), join(root, 'tools', 'bootstrap'), { recursive: true });
  mkdirSync(join(root, 'tools', 'python'));
  mkdirSync(join(root, 'dags'));
  writeFileSync(join(root, 'dags', 'requirements.txt'), '');
  writeFileSync(join(root, 'tools', 'python', 'requirements.txt'), '');
  writeFileSync(join(root, 'tools', 'python', 'uv.txt'), '');
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'empty', version: '0.0.0' }));
  writeFileSync(join(root, 'package-lock.json'), lockFileOf('0.0.0'));
  return root;
};

const script = (root: string): string => join(root, 'tools', 'bootstrap', 'bootstrap.mjs');

/** The program of a Python that knows its version, and has neither pip nor venv. */
const pythonProgram = (version: string): string => {
  const [major, minor] = version.split('.');
  return `#!/bin/sh\n[ "$1" = -I ] && echo ${major} ${minor} ${version} "$0"\n`;
};

const pythonOf = (root: string, version: string): string => {
  const file = join(root, `python-${version}`);
  writeFileSync(file, pythonProgram(version), { mode: 0o755 });
  return file;
};

const installedVersion = '3.12.1';

const environmentOf = (root: string, python = pythonOf(root, installedVersion)) => ({
  ...process.env,
  PYTHON: python,
});

/** `bench` runs the Python of `.venv`, and so whatever program a test puts there. */
const bootstrap = (root: string, line: readonly string[] = ['bench'], python?: string) =>
  spawnSync(process.execPath, [script(root), ...line], {
    encoding: 'utf8',
    env: environmentOf(root, python),
  });

/** Puts a program in the place of the Python environment, as if it had been set up. */
const withPython = (root: string, program = '#!/bin/sh\n'): void => {
  mkdirSync(join(root, '.venv', 'bin'), { recursive: true });
  writeFileSync(join(root, '.venv', 'bin', 'python'), program, { mode: 0o755 });
  const ofEmptyLockFile = createHash('sha256').update(`\0${installedVersion}\0`).digest('hex');
  writeFileSync(join(root, '.venv', '.credit-risk-stamp'), ofEmptyLockFile);
};

describe('The bootstrap script', () => {
  const root = emptyCheckout();
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('names the commands that there are when given another one, and installs nothing', () => {
    const run = bootstrap(root, ['strat']);
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/Unknown command "strat"\. Known: .*\bstart, cloud\b/);
    expect(run.stderr).not.toContain('Installing');
  });

  it('says which Python it needs, what it found, and how to name one, before it installs anything', () => {
    const run = bootstrap(root, ['start'], 'no-such-python');
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('needs Python 3.11 to 3.14; found none');
    expect(run.stderr).toContain('PYTHON=');
    expect(run.stderr).not.toContain('npm ci');
    expect(run.stdout).toBe('');
  });

  it('makes the Python environment again when it is from another Python', () => {
    withPython(root);
    expect(bootstrap(root, ['bench'], pythonOf(root, '3.13.0'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Making the Python environment .venv (Python 3.13.0)'),
    });
  });

  it('makes the other environments from the Python of the checkout, whichever is first on the PATH', () => {
    withPython(root, pythonProgram('3.13.1'));
    const environments = (name: string) =>
      spawnSync(process.execPath, [join(root, 'tools', 'bootstrap', 'environment.mjs'), name], {
        encoding: 'utf8',
        env: environmentOf(root),
      });
    expect(environments('.venv-airflow').stderr).toContain('.venv-airflow (Python 3.13.1)');
    const unknown = 'Unknown environment ".venv-fast". Known: .venv, .venv-spark, .venv-airflow.\n';
    expect(environments('.venv-fast')).toMatchObject({ status: 2, stderr: unknown });
    expect(bootstrap(root, ['setup', '.venv-fast'])).toMatchObject({ status: 2, stderr: unknown });
  });

  it('sets up and runs nothing if that is the command', () => {
    withPython(root);
    expect(bootstrap(root, ['setup'])).toMatchObject({ status: 0, stdout: '' });
  });

  it('installs the npm packages once for a lock file, and again when the lock file has changed', () => {
    withPython(root);
    expect(bootstrap(root).stderr).not.toContain('npm ci');
    writeFileSync(join(root, 'package-lock.json'), lockFileOf('0.0.1'));
    expect(bootstrap(root).stderr).toContain('npm ci');
    expect(bootstrap(root)).toMatchObject({ status: 0, stderr: '' });
  });

  it('lets two commands that are started at once set up one after the other', async () => {
    const both = emptyCheckout();
    withPython(both);
    const run = async () => {
      const child = spawn(process.execPath, [script(both), 'bench'], { env: environmentOf(both) });
      let errors = '';
      child.stderr.on('data', (text) => (errors += String(text)));
      const [exitCode]: unknown[] = await once(child, 'close');
      return { exitCode, errors };
    };
    const ended = await Promise.all([run(), run()]);
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(ended.filter(({ errors }) => errors.includes('npm ci'))).toHaveLength(1);
    rmSync(both, { recursive: true, force: true });
  });

  it('takes over from a set-up that was killed', () => {
    const lock = join(root, '.bootstrap', 'locks', 'node_modules');
    mkdirSync(lock, { recursive: true });
    writeFileSync(join(lock, 'pid'), '4194304');
    expect(bootstrap(root).status).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on to the command, and ends with its exit code',
    async (signal) => {
      const trap = `trap 'echo trapped; exit 42' ${signal.slice(3)}`;
      withPython(root, `#!/bin/sh\n${trap}\necho ready\nwhile :; do sleep 0.05; done\n`);
      const child = spawn(process.execPath, [script(root), 'bench'], {
        env: environmentOf(root),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      child.stdout.on('data', (text) => (output += String(text)));
      child.stdout.once('data', () => child.kill(signal));
      const [exitCode]: unknown[] = await once(child, 'close');
      expect({ exitCode, output }).toEqual({ exitCode: 42, output: 'ready\ntrapped\n' });
    },
  );
});
