// `npm run deploy` as a process: what it says and how it ends, where nothing is deployed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { exampleFile } from './configurations.fixtures';

const root = join(__dirname, '..', '..', '..');
const main = join(root, 'apps', 'infra', 'src', 'app', 'main.ts');

const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@credit-risk/source', '--import', 'tsx', main, ...args],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_MAX_ATTEMPTS: '1',
      },
    },
  );
  return { status, stdout, stderr };
};

describe('npm run deploy', () => {
  it('tells its options and exit codes', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    for (const word of ['--config', '--env', '--bootstrap', '--diff', '--destroy', 'Exit codes'])
      expect(stdout).toContain(word);
  });

  it.each([
    [['--evn', 'prod'], '--evn'],
    [['--parameters', 'JwtIssuer'], 'expected NAME=VALUE'],
    [['--parameters', 'Issuer=x'], 'expected one of JwtIssuer, SageMakerRuntimeUrl'],
    [['--config', 'no-such-file.json'], 'expected a file that can be read'],
    [['--config', exampleFile('aws-production'), '--env', 'nowhere'], 'nowhere'],
  ])('ends with 2 for %j', (args, said) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });

  it('ends with 3 where no cloud answers', () => {
    const { status, stdout, stderr } = run();
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toContain('see that AWS_ENDPOINT_URL');
  }, 120_000);
});
