import { toRecord } from '@credit-risk/loan-features';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { getLoan, getLoans, type OnlineStore } from '../src/index';
import { fakePatience } from './fake-clock.fixtures';
import { awsError, fakeOnlineStore } from './fake-online-store.fixtures';
import { clientId, loan } from './loans.fixtures';

const stored = () => {
  const store = fakeOnlineStore();
  for (let id = 0; id < 250; id += 1) store.records.set(String(id), toRecord(loan(id)));
  return store;
};

const read = (store: OnlineStore, ids: readonly number[]) =>
  getLoans(store, fakePatience())(ids.map(clientId))();

const first250 = Array.from({ length: 250 }, (_, id) => id);

describe('the loans of many clients', () => {
  it('are read 100 a call', async () => {
    const store = stored();
    await read(store, first250);
    expect(store.calls).toEqual(['batchGet', 'batchGet', 'batchGet']);
  });

  it('come in the order of the request, each once, the unknown ones apart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(300), { maxLength: 400 }), async (ids) => {
        const different = [...new Set(ids)];
        expect(await read(stored(), ids)).toEqual(
          E.right({
            loans: different.filter((id) => id < 250).map((id) => loan(id)),
            unknown: different.filter((id) => id >= 250).map(clientId),
            failed: [],
          }),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('are none if no client is requested, without a call', async () => {
    const store = stored();
    expect(await read(store, [])).toEqual(E.right({ loans: [], unknown: [], failed: [] }));
    expect(store.calls).toEqual([]);
  });

  it('are requested again if they were left unprocessed or met a transient error', async () => {
    const store = stored();
    let calls = 0;
    const shy: OnlineStore = {
      ...store,
      batchGet: (ids) => async () => {
        calls += 1;
        const [now, later, failing] = [ids.slice(0, 40), ids.slice(40, 45), ids.slice(45)];
        const answer = await store.batchGet(now)();
        const errors = failing.map((id) => ({ clientId: id, code: 'InternalFailure', message: '' }));
        return E.isLeft(answer) ? answer : E.right({ ...answer.right, errors, unprocessed: later });
      },
    };
    expect(await read(shy, first250)).toEqual(
      E.right({ loans: first250.map((id) => loan(id)), unknown: [], failed: [] }),
    );
    expect(calls).toBeGreaterThan(3);
  });

  it('are named where they could not be read in time, and are then not unknown', async () => {
    const store: OnlineStore = {
      ...stored(),
      batchGet: (ids) => TE.right({ records: [], errors: [], unprocessed: ids }),
    };
    expect(await read(store, [1])).toEqual(
      E.right({
        loans: [],
        unknown: [],
        failed: [{ clientId: clientId(1), code: 'Unprocessed', message: 'every call left it unprocessed' }],
      }),
    );
  });

  it('are named where the record is of another contract, without its values', async () => {
    const store = stored();
    store.records.set('1', [...toRecord(loan(1)), { FeatureName: 'income', ValueAsString: '4321' }]);
    const result = await read(store, [1, 2]);
    expect(result).toMatchObject(
      E.right({ loans: [loan(2)], failed: [{ clientId: clientId(1), code: 'MalformedRecord' }] }),
    );
    expect(JSON.stringify(result)).not.toContain('4321');
  });

  it('are an error where the service is', async () => {
    const store: OnlineStore = {
      ...stored(),
      batchGet: () => TE.left(awsError('Rejected', 'AccessForbidden')),
    };
    expect(await read(store, [1])).toMatchObject(E.left({ _tag: 'Rejected' }));
  });
});

describe('the loan of one client', () => {
  it('is an error where the record is of another contract', async () => {
    const store = stored();
    store.records.set('1', toRecord(loan(1)).slice(0, -1));
    expect(await getLoan(store)(clientId(1))()).toMatchObject(
      E.left({ _tag: 'MalformedRecord', problems: [{ path: '$.flag_own_car' }] }),
    );
  });
});
