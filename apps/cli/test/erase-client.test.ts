import type { ClientId, StoreRecord } from '@credit-risk/loan-features';
import { recordIdentity } from '@credit-risk/loan-features';
import { parquetReadObjects } from 'hyparquet';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import * as E from 'fp-ts/Either';
import { bucket, startTestCloud, type TestCloud } from './erasure-cloud.fixtures';
import { type Ended, subject } from './program.fixtures';

const erased = '987654321';
const kept = '123456789';

const record = (clientId: string, loanId: string, day: string): StoreRecord => [
  { FeatureName: recordIdentity.clientId, ValueAsString: clientId },
  { FeatureName: recordIdentity.eventTime, ValueAsString: `${day}T00:00:00.000Z` },
  { FeatureName: recordIdentity.loanId, ValueAsString: loanId },
  { FeatureName: 'nb_previous_loans', ValueAsString: '2' },
  { FeatureName: 'age', ValueAsString: '40' },
  { FeatureName: 'flag_own_car', ValueAsString: '1' },
];
const entry = (clientId: string, predictionId: string): string =>
  `${JSON.stringify({ requestId: 'r', caller: 'loan-desk', prediction: { predictionId, clientId } })}\n`;
const log = 'predictions/year=2026/month=11/day=24/';

let cloud: TestCloud | undefined;
const theCloud = (): TestCloud => {
  if (cloud === undefined) throw new Error('the cloud is not up');
  return cloud;
};
const run = (...args: readonly string[]): Promise<Ended> =>
  subject({}, (world) => ({
    ...world,
    clients: () => theCloud().clients,
    readFile: (path) => async () =>
      E.tryCatch(
        () => readFileSync(path, 'utf8'),
        () => 'no such file',
      ),
  })).run('erase-client', ...args);
const erase = (clientId: string): Promise<Ended> =>
  run(
    '--client',
    clientId,
    '--config',
    theCloud().configFile,
    '--prediction-log',
    `s3://${bucket}/predictions/`,
  );
const resultOf = ({ stdout }: Ended): Record<string, unknown> => JSON.parse(stdout.at(-1) ?? '');

const readable = async ({
  key,
  bytes,
}: {
  readonly key: string;
  readonly bytes: Uint8Array;
}): Promise<string> => {
  const small = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  if (key.endsWith('.parquet'))
    return JSON.stringify(await parquetReadObjects({ file: Uint8Array.from(bytes).buffer }), small);
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : Buffer.from(bytes)).toString('utf8');
};
const everything = async (): Promise<string> =>
  (await Promise.all((await theCloud().everyVersion()).map(readable))).join('\n');

beforeAll(async () => {
  cloud = await startTestCloud();
  await cloud.putRecord(record(erased, '1', '2019-06-13'));
  await cloud.putRecord(record(kept, '2', '2019-06-13'));
  await cloud.putRecord(record(erased, '3', '2020-01-01'));
  await cloud.flushOfflineStore();
  await cloud.putObject(
    `${log}a.gz`,
    gzipSync(entry(erased, 'p1') + entry(kept, 'p2') + entry(erased, 'p3')),
  );
  await cloud.putObject(`${log}b`, entry(kept, 'p4'));
  await cloud.putObject(`${log}c`, 'an older version\n');
  await cloud.putObject(`${log}c`, entry(erased, 'p5'));
});
afterAll(() => cloud?.stop());

describe('credit-risk erase-client', () => {
  it('finds the client in three places first', async () => {
    const before = await everything();
    expect(before.match(new RegExp(erased, 'g'))?.length).toBeGreaterThanOrEqual(5);
    const id: ClientId = Object(erased).valueOf();
    expect(await theCloud().onlineStore.get(id)()).toMatchObject({ right: { _tag: 'Some' } });
  });

  it('leaves nothing of the client in any version of any object, and everything of the others', async () => {
    const ended = await erase(erased);
    expect(ended.exitCode).toBe(0);
    expect(resultOf(ended)).toMatchObject({
      onlineStore: 'Erased',
      offlineStore: { objectsChanged: 2, erased: 2 },
      predictionLog: { objectsRead: 3, objectsChanged: 2, erased: 3 },
    });
    expect(ended.stdout.join() + ended.stderr).not.toContain(erased);
    const after = await everything();
    expect(after).not.toContain(erased);
    for (const id of ['p2', 'p4']) expect(after).toContain(`"predictionId":"${id}"`);
    expect(after).toContain(`"id":"${kept}"`);
    const keys = (await theCloud().everyVersion()).map(({ key }) => key);
    expect(keys).not.toContain(`${log}c`);
  });

  it('finds nothing any more, also in buffered records', async () => {
    await theCloud().flushOfflineStore();
    expect(await everything()).not.toContain(erased);
    const ended = await erase(erased);
    expect(ended.exitCode).toBe(0);
    expect(resultOf(ended)).toMatchObject({
      onlineStore: 'NothingStored',
      offlineStore: { erased: 0 },
      predictionLog: { erased: 0 },
    });
  });

  it('says when to erase again, for records that are still buffered', async () => {
    const ended = await erase('5');
    expect(ended.exitCode).toBe(0);
    expect(Date.parse(String(resultOf(ended)['eraseAgainAfter']))).toBeGreaterThan(Date.now() + 900_000);
  });

  it('names the object that it cannot read, and ends with 3', async () => {
    await theCloud().putObject(`${log}d`, 'not JSON');
    const ended = await erase('5');
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain(`s3://${bucket}/${log}d: it is not a file of the prediction log`);
  });

  it.each([
    [['--client', 'x1', '--config', 'CONFIG'], '--client: $ is "x1"; expected the number of a client'],
    [['--client', '1', '--config', 'nowhere.json'], 'nowhere.json cannot be read: no such file'],
    [['--client', '1', '--config', 'CONFIG', '--prediction-log', '/tmp/x'], '--prediction-log is "/tmp/x"'],
    [['--config', 'CONFIG'], '--client <id>'],
  ])('refuses %j with 2', async (args, message) => {
    const given = args.map((arg) => (arg === 'CONFIG' ? theCloud().configFile : arg));
    const ended = await run(...given);
    expect(ended.exitCode).toBe(2);
    expect(ended.stdout).toEqual([]);
    expect(ended.stderr.replaceAll('\\"', '"')).toContain(message);
  });
});
