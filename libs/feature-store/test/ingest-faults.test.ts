import { toRecord } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { renderIngestError } from '../src/index';
import { awsError } from './fake-online-store.fixtures';
import { loans, registered, setUp } from './ingestion.fixtures';
import { clientId, loan } from './loans.fixtures';

describe('an ingestion into a store that fails at times', () => {
  it('sends again what was left unprocessed', async () => {
    const { fake, run } = setUp((store) => ({
      batchWrite: (records) => async () => {
        const [kept, left] = [records.slice(0, 10), records.slice(10)];
        await store.batchWrite(kept)();
        return E.right({ errors: [], unprocessed: left.map((each) => each.clientId) });
      },
    }));
    expect(await run()).toEqual(E.right(registered));
    expect(fake.records.size).toBe(130);
  });

  it('sends again what met an error that may pass, and waits longer each time', async () => {
    let times = 0;
    const { patience, run } = setUp((store) => ({
      batchWrite: (records) =>
        (times += 1) > 3
          ? store.batchWrite(records)
          : TE.right({
              errors: records.map((each) => ({
                clientId: each.clientId,
                code: 'ThrottlingException',
                message: '',
              })),
              unprocessed: [],
            }),
    }));
    expect(await run(loans.slice(0, 20))).toEqual(E.right({ ...registered, clients: 20, written: 20 }));
    expect(patience.slept).toEqual([75, 150, 300]);
  });

  it('names the records that the service refuses, and registers the others', async () => {
    const refused = clientId(7);
    const { fake, run } = setUp((store) => ({
      batchWrite: (records) => async () => {
        await store.batchWrite(records.filter((each) => each.clientId !== refused))();
        const errors = records
          .filter((each) => each.clientId === refused)
          .map(() => ({ clientId: refused, code: 'ValidationError', message: 'no' }));
        return E.right({ errors, unprocessed: [] });
      },
    }));
    const result = await run();
    const failed = [{ clientId: refused, code: 'ValidationError', message: 'no' }];
    expect(result).toEqual(
      E.left({ _tag: 'RecordsNotRegistered', report: { ...registered, written: 129, failed } }),
    );
    expect(fake.records.size).toBe(129);
    expect(E.isLeft(result) && renderIngestError(result.left)).toBe(
      '1 of 130 records are not registered: 1 failed, 0 older than the stored one',
    );
  });

  it('never takes a record for registered that is not what is read back', async () => {
    const { patience, run } = setUp(() => ({ batchWrite: () => TE.right({ errors: [], unprocessed: [] }) }));
    const result = await run(loans.slice(0, 1));
    const failed = [{ clientId: clientId(1), code: 'NotReadBack', message: expect.any(String) }];
    expect(result).toMatchObject(E.left({ report: { written: 0, failed } }));
    expect(patience.slept.reduce((sum, each) => sum + each, 0)).toBe(20_000);
  });

  it('waits for a store that shows its writes late', async () => {
    let reads = 0;
    const { run } = setUp((store) => ({
      batchGet: (ids) =>
        (reads += 1) < 4 ? TE.right({ records: [], errors: [], unprocessed: [] }) : store.batchGet(ids),
    }));
    expect(await run(loans.slice(0, 1))).toEqual(E.right({ ...registered, clients: 1, written: 1 }));
  });

  it('survives throttled calls', async () => {
    let reads = 0;
    const { patience, run } = setUp((store) => ({
      batchGet: (ids) =>
        (reads += 1) <= 3 ? TE.left(awsError('Throttled', 'ThrottlingException')) : store.batchGet(ids),
    }));
    expect(await run(loans.slice(0, 10))).toEqual(E.right({ ...registered, clients: 10, written: 10 }));
    expect(patience.slept).toEqual([75, 150, 300]);
  });

  it('ends with the error of a call that is refused as a whole', async () => {
    const { run } = setUp(() => ({ batchWrite: () => TE.left(awsError('Rejected', 'AccessForbidden')) }));
    expect(await run()).toMatchObject(E.left({ _tag: 'Rejected', code: 'AccessForbidden' }));
  });

  it('ends with an error that does not pass in time', async () => {
    const { run } = setUp(() => ({ batchGet: () => TE.left(awsError('Unavailable', 'ServiceUnavailable')) }));
    expect(await run()).toMatchObject(E.left({ _tag: 'Unavailable' }));
  });

  it('names a record whose update is refused, as in a store of the type Standard', async () => {
    const { fake, run } = setUp(() => ({ update: () => TE.left(awsError('Rejected', 'ValidationError')) }));
    fake.records.set('1', toRecord(loan(1, { age: 20 })));
    expect(await run(loans.slice(0, 1))).toMatchObject(
      E.left({ report: { failed: [{ clientId: clientId(1), code: 'ValidationError' }] } }),
    );
  });

  it('names a record that became newer while it was repaired', async () => {
    const newer = loan(1, {}, '2030-01-01');
    const { fake, run } = setUp((store) => ({
      update: (record) => async () => {
        await store.batchWrite([{ clientId: newer.clientId, record: toRecord(newer) }])();
        return store.update(record)();
      },
    }));
    fake.records.set('1', toRecord(loan(1, { age: 20 })));
    expect(await run(loans.slice(0, 1))).toMatchObject(
      E.left({ report: { repaired: 0, stale: [{ clientId: '1', storedEventTime: newer.eventTime }] } }),
    );
  });
});
