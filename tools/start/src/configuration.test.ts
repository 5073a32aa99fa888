import * as E from 'fp-ts/Either';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '@credit-risk/config';
import { prepareConfig, type PreparedConfig } from './configuration';

describe('The configuration of a local run', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'start-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const prepared = async (text: string) => {
    const file = join(folder, 'given.json');
    await writeFile(file, text);
    return prepareConfig(file, 'loans.csv', join(folder, 'state'))();
  };

  it('has the data set where it will be uploaded, in the bucket of the artifacts', async () => {
    const done = await prepareConfig(undefined, 'loans.csv', folder)();
    expect(done).toMatchObject({ right: { config: { dataset: { uri: 's3://credit-risk/raw/loans.csv' } } } });
    expect(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'))).toMatchObject({
      dataset: { uri: 's3://credit-risk/raw/loans.csv' },
    });
  });

  it.each([
    ['no JSON', '{ "version": 1,, }'],
    ['no object', '[1]'],
    ['nothing', ''],
  ])('is refused as a whole when the file holds %s, and nothing is written', async (_, text) => {
    const done = await prepared(text);
    expect(done).toMatchObject({ left: { exitCode: 2 } });
    expect(E.isLeft(done) && done.left.message).toContain(join(folder, 'given.json'));
    await expect(readFile(join(folder, 'state', 'config.json'))).rejects.toThrow('ENOENT');
  });

  it('may be of an older version, and may begin with a byte order mark', async () => {
    const old = {
      version: 0,
      project: 'credit-risk',
      environment: 'old',
      region: 'eu-west-1',
      accountId: '000000000000',
      roleArn: 'arn:aws:iam::000000000000:role/credit-risk',
      artifactsUri: 's3://lender/artifacts',
      dataset: 's3://lender/loans.csv',
      asOf: '2021-01-31',
    };
    const done = await prepared(`\uFEFF${JSON.stringify(old)}`);
    const dataset = { uri: 's3://lender/raw/loans.csv', asOf: '2021-01-31' };
    expect(done).toMatchObject({ right: { config: { version: 1, environment: 'old', dataset } } });
    const written = await readFile(join(folder, 'state', 'config.json'), 'utf8');
    expect(parseConfig(written)).toEqual(E.map(({ config }: PreparedConfig) => config)(done));
  });

  it('is refused with line and column of the place where it stops being JSON', async () => {
    const done = await prepared('{\n  "version": 1,,\n}');
    expect(E.isLeft(done) && done.left.message).toContain('line 2, column 16: expected a key, found ","');
  });

  it('says where the files of a run are to be, as on AWS', async () => {
    const done = await prepared('{ "version": 1 }');
    expect(E.isLeft(done) && done.left.message).toContain('$.artifactsUri');
  });

  it('blames the name of the data file for an address that cannot be', async () => {
    const done = await prepareConfig(undefined, 'my\nloans.csv', folder)();
    expect(done).toMatchObject({
      left: { exitCode: 2, message: expect.stringContaining('--data: "my\\nloans.csv"') },
    });
  });

  it('is refused with all faults at once', async () => {
    const done = await prepared('{ "version": 1, "projct": "x", "environment": 3 }');
    const message = E.isLeft(done) ? done.left.message : '';
    expect(message).toContain('projct');
    expect(message).toContain('$.environment');
    expect(message).toContain('$.aws');
  });

  it('names a file that is not there', async () => {
    const done = await prepareConfig(join(folder, 'nowhere.json'), 'loans.csv', folder)();
    expect(E.isLeft(done) && done.left.message).toContain('nowhere.json');
  });
});
