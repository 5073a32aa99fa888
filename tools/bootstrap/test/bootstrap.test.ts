import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A checkout that has the bootstrap script and lock files of nothing, so that set-up needs no registry. */
const emptyCheckout = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  cpSync(join(__dirname, '..'), join(root, 'tools', 'bootstrap'), { recursive: true });
  mkdirSync(join(root, 'tools', 'python'));
  writeFileSync(join(root, 'tools', 'python', 'requirements.txt'), '');
  writeFileSync(join(root, 'tools', 'python', 'uv.txt'), '');
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'empty', version: '0.0.0' }));
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({
      name: 'empty',
      version: '0.0.0',
      lockfileVersion: 3,
      packages: { '': { name: 'empty', version: '0.0.0' } },
    }),
  );
  return root;
};

const bootstrap = (root: string, args: readonly string[], environment: Record<string, string> = {}) =>
  spawnSync(process.execPath, [join(root, 'tools', 'bootstrap', 'bootstrap.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });

/** Puts a program in the place of the Python environment, as if it had been set up. */
const withPython = (root: string, script: string): void => {
  mkdirSync(join(root, '.venv', 'bin'), { recursive: true });
  writeFileSync(join(root, '.venv', 'bin', 'python'), script, { mode: 0o755 });
  const ofEmptyLockFile = createHash('sha256').update('\0').update('\0').digest('hex');
  writeFileSync(join(root, '.venv', '.credit-risk-stamp'), ofEmptyLockFile);
};

describe('The bootstrap script', () => {
  const root = emptyCheckout();
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('names the commands that there are when asked for another one, and installs nothing', () => {
    const run = bootstrap(root, ['strat']);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('Unknown command "strat". Known: start, cloud');
    expect(run.stderr).not.toContain('Installing');
  });

  it('says which Python it needs, what it found, and how to name one', () => {
    const run = bootstrap(root, ['start'], { PYTHON: 'no-such-python' });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('needs Python 3.11 to 3.14; found none');
    expect(run.stderr).toContain('PYTHON=');
    expect(run.stdout).toBe('');
  });

  it('does not install the npm packages again when the lock file is the same', () => {
    expect(bootstrap(root, ['start'], { PYTHON: 'no-such-python' }).stderr).not.toContain('npm ci');
  });

  it('installs the npm packages again when the lock file has changed', () => {
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({
        name: 'empty',
        version: '0.0.1',
        lockfileVersion: 3,
        packages: { '': { name: 'empty', version: '0.0.0' } },
      }),
    );
    expect(bootstrap(root, ['start'], { PYTHON: 'no-such-python' }).stderr).toContain('npm ci');
  });

  it('lets two commands that are started at once set up one after the other', async () => {
    const both = emptyCheckout();
    const run = () =>
      new Promise<string>((resolve) => {
        const child = spawn(process.execPath, [join(both, 'tools', 'bootstrap', 'bootstrap.mjs'), 'start'], {
          env: { ...process.env, PYTHON: 'no-such-python' },
        });
        let errors = '';
        child.stderr.on('data', (text) => (errors += String(text)));
        child.on('close', () => resolve(errors));
      });
    const told = await Promise.all([run(), run()]);
    expect(told.filter((text) => text.includes('npm ci'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('needs Python'))).toHaveLength(2);
    rmSync(both, { recursive: true, force: true });
  });

  it('takes over from a set-up that was killed', () => {
    const killed = emptyCheckout();
    mkdirSync(join(killed, '.bootstrap', 'lock'), { recursive: true });
    writeFileSync(join(killed, '.bootstrap', 'lock', 'pid'), '4194304');
    expect(bootstrap(killed, ['start'], { PYTHON: 'no-such-python' }).stderr).toContain('needs Python');
    rmSync(killed, { recursive: true, force: true });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on to the command, and ends with its exit code',
    async (signal) => {
      const trap = `trap 'echo told; exit 42' ${signal.slice(3)}`;
      withPython(root, `#!/bin/sh\n${trap}\necho ready\nwhile :; do sleep 0.05; done\n`);
      const child = spawn(process.execPath, [join(root, 'tools', 'bootstrap', 'bootstrap.mjs'), 'bench'], {
        env: { ...process.env, PYTHON: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      child.stdout.on('data', (text) => (output += String(text)));
      child.stdout.once('data', () => child.kill(signal));
      const [exitCode]: unknown[] = await once(child, 'close');
      expect({ exitCode, output }).toEqual({ exitCode: 42, output: 'ready\ntold\n' });
    },
  );
});
