// What every online store does: the fake that other tests use, and SageMaker's as this machine has it.
import { fromRecord, toRecord } from '@credit-risk/loan-features';
import { collectAll } from '@credit-risk/aws-effects';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import {
  clientsWithoutLoans,
  ensureGroup,
  eraseClient,
  getLoan,
  getLoans,
  ingest,
  type OnlineStore,
  sageMakerFeatureGroups,
  sageMakerOnlineStore,
} from '../src/index';
import fc from 'fast-check';
import { fakeOnlineStore } from './fake-online-store.fixtures';
import { groupSpec, quickPatience } from './groups.fixtures';
import { arbitraryFeatures, clientId, loan, sourceOf } from './loans.fixtures';
import { type LocalService, startService } from './local-sagemaker.fixtures';

const group = 'risk-test-loans';
const services: LocalService[] = [];

const real = async (): Promise<OnlineStore> => {
  const service = await startService();
  services.push(service);
  const created = await ensureGroup(
    sageMakerFeatureGroups(service.sageMaker),
    quickPatience,
  )(groupSpec(group))();
  if (E.isLeft(created)) throw new Error(created.left._tag);
  return sageMakerOnlineStore(service.runtime, group);
};

afterAll(() => Promise.all(services.map(({ stop }) => stop())));

const options = { patience: quickPatience, concurrency: 4, mostProblems: 100 };
const register = (store: OnlineStore, ...loans: ReturnType<typeof loan>[]) =>
  ingest(store, options)(sourceOf(loans))();
const report = { clients: 1, written: 0, repaired: 0, unchanged: 0, failed: [], stale: [] };

describe.each([
  ['in memory', async (): Promise<OnlineStore> => fakeOnlineStore()],
  ['of a local SageMaker', real],
])('an online store %s', (_name, open) => {
  let store: OnlineStore = fakeOnlineStore();

  beforeAll(async () => {
    store = await open();
  });

  it('has no record of an unknown client', async () => {
    expect(await getLoan(store)(clientId(1))()).toEqual(E.right(O.none));
    expect(await getLoans(store, quickPatience)([clientId(1)])()).toEqual(
      E.right({ loans: [], unknown: [clientId(1)], failed: [] }),
    );
  });

  it('keeps any features bit for bit', async () => {
    let id = 1000;
    await fc.assert(
      fc.asyncProperty(arbitraryFeatures, async (features) => {
        const each = { ...loan((id += 1)), features };
        expect(await register(store, each)).toEqual(E.right({ ...report, written: 1 }));
        const found = await getLoan(store)(each.clientId)();
        expect(found).toEqual(E.right(O.some(each)));
      }),
      { numRuns: 50 },
    );
  });

  it('writes a newer loan over an older one, and forgets the features that it does not have', async () => {
    await register(store, loan(2));
    const newer = loan(2, { years_on_the_job: null, avg_amount_loans_previous: null }, '2020-06-01', 1);
    expect(await register(store, newer)).toEqual(E.right({ ...report, written: 1 }));
    expect(await getLoan(store)(clientId(2))()).toEqual(E.right(O.some(newer)));
  });

  it('lists its clients, page by page, and those that a source lacks', async () => {
    const many = Array.from({ length: 250 }, (_, index) => loan(5000 + index));
    await register(store, ...many);
    const all = await collectAll((token: string | undefined) => store.list(token))();
    const ids = E.isRight(all) ? all.right : [];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(many.map((each) => each.clientId)));

    const known = ids.filter((id) => id !== clientId(5003) && id !== clientId(5200));
    const loans = () => sourceOf(known.map((id) => loan(Number(id))));
    const compare = clientsWithoutLoans(store, quickPatience);
    const found = await compare({ clients: known.length, loans, mostNamed: 10 })();
    expect(E.isRight(found) ? [found.right.count, [...found.right.clientIds].sort()] : found).toEqual([
      2,
      [clientId(5003), clientId(5200)],
    ]);
    const shortened = await compare({ clients: known.length, loans, mostNamed: 1 })();
    expect(shortened).toMatchObject(E.right({ count: 2, clientIds: [expect.anything()] }));
    expect(await compare({ clients: ids.length, loans: () => sourceOf([]), mostNamed: 10 })()).toEqual(
      E.right({ count: 0, clientIds: [] }),
    );
  });

  it('ignores a write of an equal event time', async () => {
    await register(store, loan(3));
    const other = { clientId: clientId(3), record: toRecord(loan(3, { age: 99 })) };
    expect(await store.batchWrite([other])()).toEqual(E.right({ errors: [], unprocessed: [] }));
    expect(await getLoan(store)(clientId(3))()).toEqual(E.right(O.some(loan(3))));
  });

  it('is repaired where a record of the same event time differs', async () => {
    await register(store, loan(4));
    const corrected = loan(4, { avg_amount_loans_previous: 1 / 3 });
    expect(await register(store, corrected)).toEqual(E.right({ ...report, repaired: 1 }));
    expect(await getLoan(store)(clientId(4))()).toEqual(E.right(O.some(corrected)));
  });

  it('is repaired where a feature of the same event time is gone', async () => {
    await register(store, loan(5));
    const corrected = loan(5, { years_on_the_job: null });
    expect(await register(store, corrected)).toEqual(E.right({ ...report, repaired: 1 }));
    expect(await getLoan(store)(clientId(5))()).toEqual(E.right(O.some(corrected)));
  });

  it('is left alone where the record is the same', async () => {
    await register(store, loan(6));
    expect(await register(store, loan(6))).toEqual(E.right({ ...report, unchanged: 1 }));
  });

  it('never goes back in event time: a newer record is named instead', async () => {
    const newer = loan(7, {}, '2021-01-01');
    await register(store, newer);
    const stale = {
      clientId: clientId(7),
      eventTime: loan(7).eventTime,
      storedEventTime: newer.eventTime,
    };
    expect(await register(store, loan(7, { age: 1 }))).toEqual(
      E.left({ _tag: 'RecordsNotRegistered', report: { ...report, stale: [stale] } }),
    );
    expect(await getLoan(store)(clientId(7))()).toEqual(E.right(O.some(newer)));
  });

  it('takes and gives back more than a call can hold, in the order of the request', async () => {
    const many = Array.from({ length: 260 }, (_, index) => loan(10_000 + index));
    expect(await register(store, ...many)).toEqual(E.right({ ...report, clients: 260, written: 260 }));
    const ids = [clientId(1), ...many.map((each) => each.clientId).reverse(), clientId(10_000)];
    expect(await getLoans(store, quickPatience)(ids)()).toEqual(
      E.right({ loans: [...many].reverse(), unknown: [clientId(1)], failed: [] }),
    );
  });

  it('forgets a client for good, and takes its records again', async () => {
    await register(store, loan(8));
    expect(await eraseClient(store, quickPatience.clock)(clientId(8))()).toEqual(E.right('Erased'));
    expect(await eraseClient(store, quickPatience.clock)(clientId(8))()).toEqual(E.right('NothingStored'));
    expect(await store.get(clientId(8))()).toEqual(E.right(O.none));
    expect(await register(store, loan(8))).toEqual(E.right({ ...report, written: 1 }));
  });

  it('does not update a record that is not there, or that is newer', async () => {
    const absent = { clientId: clientId(9), record: toRecord(loan(9)) };
    expect(await store.update(absent)()).toMatchObject(E.left({ _tag: 'NotFound' }));
    await register(store, loan(9, {}, '2021-01-01'));
    expect(await store.update(absent)()).toMatchObject(E.left({ _tag: 'Conflict' }));
  });

  it('refuses a deletion that is not newer than the record', async () => {
    await register(store, loan(11));
    const { eventTime } = loan(11);
    const deletion = { clientId: clientId(11), eventTime, isMarkedOffline: false };
    expect(await store.hardDelete(deletion)()).toMatchObject(E.left({ _tag: 'Rejected' }));
  });

  it('gives back a record as it was written', async () => {
    await register(store, loan(12));
    const stored = await store.get(clientId(12))();
    const found = E.isRight(stored) && O.isSome(stored.right) ? fromRecord(stored.right.value) : null;
    expect(found).toEqual(E.right(loan(12)));
  });
});
