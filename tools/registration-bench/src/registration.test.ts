import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const file = resolve(__dirname, '../../../libs/feature-store/test/fixtures/features-of-the-job.parquet');
const program = (name: string): string[] => [
  '--conditions=@credit-risk/source',
  '--import',
  'tsx',
  resolve(__dirname, name),
];

const firstOutput = async (child: ChildProcess): Promise<string> => {
  const [text] = child.stdout === null ? [''] : await once(child.stdout, 'data');
  return String(text).trim();
};

const run = async (way: string, endpoint: string): Promise<unknown> => {
  const environment = {
    ...process.env,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: endpoint,
  };
  const child = spawn(process.execPath, [...program('main.ts'), way, 'loans', file, '4'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(await firstOutput(child));
};

describe('the two ways of registering', () => {
  it('register the same records', async () => {
    const store = spawn(process.execPath, program('record-store.ts'), {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const endpoint = await firstOutput(store);
    const results = [await run('put', endpoint), await run('ingest', endpoint)];
    store.kill('SIGTERM');
    expect(results).toEqual([
      { records: 4, seconds: expect.any(Number), peakMib: expect.any(Number) },
      { records: 4, seconds: expect.any(Number), peakMib: expect.any(Number) },
    ]);
  }, 60_000);
});
