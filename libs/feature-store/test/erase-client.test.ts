import { toRecord } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import { eraseClient, type HardDelete, type OnlineStore } from '../src/index';
import { fakePatience } from './fake-clock.fixtures';
import { fakeOnlineStore } from './fake-online-store.fixtures';
import { clientId, loan } from './loans.fixtures';

const erased = async (store: OnlineStore, id = 1) => {
  const deletions: HardDelete[] = [];
  const hardDelete: OnlineStore['hardDelete'] = (deletion) => {
    deletions.push(deletion);
    return store.hardDelete(deletion);
  };
  const result = await eraseClient({ ...store, hardDelete }, fakePatience().clock)(clientId(id))();
  return { result, deletions };
};

const storeOf = (day: string) => {
  const store = fakeOnlineStore();
  store.records.set('1', toRecord(loan(1, {}, day)));
  return store;
};

describe('erasing a client', () => {
  it('marks the time of the deletion in the offline store', async () => {
    expect(await erased(storeOf('2020-06-01'))).toEqual({
      result: E.right('Erased'),
      deletions: [{ clientId: '1', eventTime: '2026-01-01T00:00:00.000Z', isMarkedOffline: true }],
    });
  });

  it('is later than a record of the future', async () => {
    const { result, deletions } = await erased(storeOf('2030-06-01'));
    expect(result).toEqual(E.right('Erased'));
    expect(deletions).toMatchObject([{ eventTime: '2030-06-01T00:00:00.001Z' }]);
  });

  it('does nothing where nothing is stored', async () => {
    expect(await erased(fakeOnlineStore())).toEqual({ result: E.right('NothingStored'), deletions: [] });
  });

  it('fails where the record is written again meanwhile', async () => {
    const store = storeOf('2020-06-01');
    const stubborn: OnlineStore = {
      ...store,
      get: () => store.get(clientId(1)),
      hardDelete: () => async () => E.right(undefined),
    };
    expect((await erased(stubborn)).result).toEqual(E.left({ _tag: 'NotErased' }));
  });
});
