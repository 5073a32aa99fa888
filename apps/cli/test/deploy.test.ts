// `credit-risk deploy` and `down` as processes: what they print and how they end if nothing is deployed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as TE from 'fp-ts/TaskEither';
import { checkoutAround } from '../src/cdk/checkout';
import { subject } from './program.fixtures';

const root = join(__dirname, '..', '..', '..');
const main = join(root, 'apps', 'cli', 'src', 'main.ts');
const example = (name: string): string => join(root, 'libs', 'config', 'examples', `${name}.json`);

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
  return { status, stdout, stderr: stderr.replaceAll('\\"', '"') };
};

const config = ['--config', example('local')] as const;

const overlays = readFileSync(example('aws-production'), 'utf8');
const inMemory = (...args: readonly string[]) =>
  subject({}, (world) => ({
    ...world,
    readFile: (file) => (file === 'overlays.json' ? TE.right(overlays) : TE.left('no such file')),
  })).run(...args);

describe('credit-risk deploy', () => {
  it('documents its options and exit codes', () => {
    const { status, stdout } = run('deploy', '--help');
    expect(status).toBe(0);
    for (const word of ['--config', '--environment', '--bootstrap', '--diff', '--api-only', 'Exit codes'])
      expect(stdout).toContain(word);
  });

  it.each([
    [['--evn', 'prod', ...config], '--evn'],
    [['--environment', 'prod'], "required option '--config <source>' not specified"],
    [['--parameters', 'JwtIssuer', ...config], 'expected NAME=VALUE'],
    [['--config', 'no-such-file.json'], 'no-such-file.json cannot be read'],
    [['--config', 'overlays.json', '--environment', 'nowhere'], 'nowhere'],
    // The name that the option had before all commands had one style.
    [['--config', 'overlays.json', '--env', 'nowhere'], 'nowhere'],
  ])('ends with 2 for %j', async (args, message) => {
    const { exitCode, stdout, stderr } = await inMemory('deploy', ...args);
    expect([exitCode, stdout]).toEqual([2, []]);
    expect(stderr).toContain(message);
  });

  it('ends with 2 for a parameter that the template does not have', () => {
    const { status, stdout, stderr } = run('deploy', '--parameters', 'Issuer=x', ...config);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('expected one of JwtIssuer, SageMakerRuntimeUrl');
  }, 120_000);

  it('ends with 3 if no cloud responds', () => {
    const { status, stdout, stderr } = run('deploy', ...config);
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toContain('check that it responds');
  }, 120_000);
});

describe('credit-risk down', () => {
  it('ends with 4 if no cloud responds, before it touches a stack', () => {
    const { status, stdout, stderr } = run('down', ...config);
    expect([status, stdout]).toEqual([4, '']);
    expect(stderr).toContain('SageMaker is looked for at http://127.0.0.1:9');
  }, 120_000);
});

describe('the checkout that deploy and down work from', () => {
  it('is found around the program, and nothing is run without one', () => {
    expect(checkoutAround(__dirname)).toMatchObject({ right: { root } });
    expect(checkoutAround(tmpdir())).toMatchObject({
      left: { _tag: 'BadArguments', message: expect.stringContaining('work from a checkout') },
    });
  });
});
