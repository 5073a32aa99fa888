import { spawnSync } from 'node:child_process';
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
});
