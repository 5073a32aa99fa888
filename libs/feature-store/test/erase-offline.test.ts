import { arbitraryOf } from '@credit-risk/io-ts-schema/arbitrary';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import { FeatureVector, recordIdentity } from '@credit-risk/loan-features';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { eraseFromOfflineStore, type OfflineObjects, type StoredObject } from '../src/index';
import { rowsWithoutClient } from '../src/erasure/rows-without-client';
import { awsError } from './fake-online-store.fixtures';
import { clientId } from './loans.fixtures';
import { type LoanRow, parquetOf } from './parquet.fixtures';

const prefix = 's3://bucket/offline-store/data';

/** Objects in memory that keep every version, as a bucket with versioning does. */
const versionedObjects = (first: Readonly<Record<string, ArrayBuffer>>) => {
  const versions = new Map<string, StoredObject[]>(
    Object.entries(first).map(([uri, bytes]) => [uri, [{ bytes: new Uint8Array(bytes), version: '1' }]]),
  );
  const objects: OfflineObjects = {
    list: (start) => TE.right([...versions.keys()].filter((uri) => uri.startsWith(start))),
    read: (uri) => TE.right(O.fromNullable(versions.get(uri)?.at(-1))),
    replaceForGood: (uri, version, bytes) => {
      if (versions.get(uri)?.at(-1)?.version !== version) return TE.right(false);
      versions.set(uri, [{ bytes, version: `${version}+` }]);
      return TE.right(true);
    },
    removeForGood: (uri) => {
      versions.delete(uri);
      return TE.right(undefined);
    },
  };
  return { versions, objects };
};

const features: FeatureVector = {
  nb_previous_loans: 0,
  avg_amount_loans_previous: null,
  age: 40,
  years_on_the_job: null,
  flag_own_car: 1,
};
const recordsOf = (rows: readonly LoanRow[]): ArrayBuffer =>
  parquetOf(rows, { rowGroupSize: 7, clientColumn: recordIdentity.clientId });
const file = (...ids: readonly number[]): ArrayBuffer =>
  recordsOf(ids.map((id, index) => ({ id, day: 18_000 + index, loanId: index + 1, features })));

const rowsOf = (bytes: Uint8Array | undefined | null) =>
  parquetReadObjects({ file: Uint8Array.from(bytes ?? []).buffer });

describe('erasing a client from the offline store', () => {
  it('rewrites the files that have the client, removes those that held only that client, and leaves the others alone', async () => {
    const { versions, objects } = versionedObjects({
      [`${prefix}/a.parquet`]: file(1, 2, 1, 3),
      [`${prefix}/b.parquet`]: file(2, 3),
      [`${prefix}/c.parquet`]: file(1),
      's3://bucket/elsewhere.parquet': file(1),
    });
    const untouched = versions.get(`${prefix}/b.parquet`)?.[0];
    expect(await eraseFromOfflineStore(objects, prefix)(clientId(1))()).toEqual(
      E.right({ objectsRead: 3, objectsChanged: 2, erased: 3 }),
    );
    expect(versions.get(`${prefix}/b.parquet`)?.[0]).toBe(untouched);
    expect(versions.has(`${prefix}/c.parquet`)).toBe(false);
    const rest = await rowsOf(versions.get(`${prefix}/a.parquet`)?.[0]?.bytes);
    expect(rest.map(({ id }) => id)).toEqual([2n, 3n]);
    expect(await eraseFromOfflineStore(objects, prefix)(clientId(1))()).toEqual(
      E.right({ objectsRead: 2, objectsChanged: 0, erased: 0 }),
    );
  });

  it('keeps every value of every other row', async () => {
    const row = fc.record({
      id: fc.integer({ min: 1, max: 4 }),
      day: fc.integer({ min: 0, max: 30_000 }),
      loanId: fc.nat(),
      features: arbitraryOf(FeatureVector),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const before = recordsOf(rows);
        const result = await rowsWithoutClient(new Uint8Array(before), clientId(1))();
        if (E.isLeft(result)) throw new Error(result.left.reason);
        const others = (await parquetReadObjects({ file: before })).filter(({ id }) => id !== 1n);
        expect(await (others.length === 0 ? [] : rowsOf(result.right.bytes))).toEqual(others);
        expect(result.right.erasedRows).toBe(rows.length - others.length);
      }),
      { numRuns: 60 },
    );
  });

  it('rewrites what others wrote, and refuses what it cannot read', async () => {
    const pyarrow = readFileSync(join(__dirname, 'fixtures', 'records-of-pyarrow.parquet'));
    const rows = await rowsOf(pyarrow);
    const [first] = rows;
    const id = clientId(Number(first?.['id']));
    const result = await rowsWithoutClient(Uint8Array.from(pyarrow), id)();
    if (E.isLeft(result)) throw new Error(result.left.reason);
    expect(await rowsOf(result.right.bytes)).toEqual(rows.filter((each) => each['id'] !== first?.['id']));
    expect(await rowsWithoutClient(Uint8Array.from([1, 2, 3]), id)()).toMatchObject(
      E.left({ _tag: 'NotRewritable' }),
    );
  });

  it('keeps the times of the service as they are', async () => {
    const moment = new Date('2026-11-24T10:11:12.345Z');
    const written = parquetWriteBuffer({
      columnData: [
        { name: 'id', type: 'INT64', data: [1n, 2n] },
        {
          name: 'event_time',
          type: 'STRING',
          data: ['2019-06-13T00:00:00.000Z', '2019-06-13T00:00:00.001Z'],
        },
        { name: 'write_time', type: 'TIMESTAMP', nullable: false, data: [moment, moment] },
        { name: 'is_deleted', type: 'BOOLEAN', nullable: false, data: [true, false] },
      ],
    });
    const result = await rowsWithoutClient(new Uint8Array(written), clientId(1))();
    expect(E.isRight(result) && (await rowsOf(result.right.bytes))).toEqual([
      { id: 2n, event_time: '2019-06-13T00:00:00.001Z', write_time: moment, is_deleted: false },
    ]);
  });

  it('names the object that was changed meanwhile, and passes on what AWS says', async () => {
    const { objects } = versionedObjects({ [`${prefix}/a.parquet`]: file(1, 2) });
    const overtaken = { ...objects, replaceForGood: () => TE.right(false) };
    expect(await eraseFromOfflineStore(overtaken, prefix)(clientId(1))()).toMatchObject(
      E.left({
        _tag: 'ObjectNotErased',
        uri: `${prefix}/a.parquet`,
        reason: expect.stringContaining('again'),
      }),
    );
    const closed = { ...objects, list: () => TE.left(awsError('Rejected', 'AccessDenied')) };
    expect(await eraseFromOfflineStore(closed, prefix)(clientId(1))()).toMatchObject(
      E.left({ _tag: 'Rejected' }),
    );
  });
});
