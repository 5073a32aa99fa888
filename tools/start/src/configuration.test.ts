import * as E from 'fp-ts/Either';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareConfig } from './configuration';

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
