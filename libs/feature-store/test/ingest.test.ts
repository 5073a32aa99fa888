import { fromRecord, toRecord } from '@credit-risk/loan-features';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { ingest, type IngestProgress } from '../src/index';
import { fakePatience } from './fake-clock.fixtures';
import { fakeOnlineStore } from './fake-online-store.fixtures';
import { loans, registered, setUp } from './ingestion.fixtures';
import { loan, sourceOf } from './loans.fixtures';

describe('an ingestion', () => {
  it('reads, writes 25 a call, and reads back', async () => {
    const { fake, run } = setUp();
    expect(await run()).toEqual(E.right(registered));
    expect(fake.records.size).toBe(130);
    expect(fake.calls.filter((call) => call === 'batchWrite')).toHaveLength(4 + 2);
    expect(fake.calls.filter((call) => call === 'batchGet')).toHaveLength(2 * 2);
  });

  it('writes nothing that is stored already', async () => {
    const { fake, run } = setUp();
    await run();
    fake.calls.length = 0;
    expect(await run()).toEqual(E.right({ ...registered, written: 0, unchanged: 130 }));
    expect(new Set(fake.calls)).toEqual(new Set(['batchGet']));
  });

  it('reports its progress', async () => {
    const reported: IngestProgress[] = [];
    const options = { patience: fakePatience(), concurrency: 1, mostProblems: 0 };
    const onProgress = (progress: IngestProgress): number => reported.push(progress);
    await ingest(fakeOnlineStore(), { ...options, onProgress })(sourceOf(loans))();
    expect(reported.map(({ clients, written }) => [clients, written])).toEqual([
      [100, 100],
      [130, 130],
    ]);
  });

  it('has no more calls in flight than it may, and uses what it may', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => loan(index));
    let [inFlight, most] = [0, 0];
    const counted =
      <A>(effect: TE.TaskEither<never, A>): TE.TaskEither<never, A> =>
      async () => {
        most = Math.max(most, (inFlight += 1));
        await new Promise((resolve) => setTimeout(resolve, 1));
        inFlight -= 1;
        return effect();
      };
    const { run } = setUp(() => ({
      batchGet: () => counted(TE.right({ records: [], errors: [], unprocessed: [] })),
      batchWrite: (records) =>
        counted(
          TE.right({
            errors: records.map((each) => ({
              clientId: each.clientId,
              code: 'ValidationError',
              message: '',
            })),
            unprocessed: [],
          }),
        ),
    }));
    await run(many, 3);
    expect(most).toBe(3);
  });

  it('stops when there are more problems than it may collect', async () => {
    const store = fakeOnlineStore();
    const many = Array.from({ length: 5000 }, (_, index) => loan(index));
    many.forEach((each) =>
      store.records.set(each.clientId, toRecord({ ...each, eventTime: loan(1, {}, '2030-01-01').eventTime })),
    );
    const options = { patience: fakePatience(), concurrency: 1, mostProblems: 150 };
    const result = await ingest(store, options)(sourceOf(many))();
    expect(E.isLeft(result) && 'report' in result.left && result.left.report.stale).toHaveLength(200);
  });

  it('ends when its signal is aborted, with what was in flight done', async () => {
    const controller = new AbortController();
    const store = fakeOnlineStore();
    const options = {
      patience: { ...fakePatience(), signal: controller.signal },
      concurrency: 1,
      mostProblems: 0,
      onProgress: () => controller.abort(),
    };
    expect(await ingest(store, options)(sourceOf(loans))()).toMatchObject(E.left({ _tag: 'Cancelled' }));
    expect(store.records.size).toBe(100);
  });

  it('ends with the error of its source, with what came before registered', async () => {
    const error = { _tag: 'UnsortedRow', file: 'f', row: 3 } as const;
    async function* source() {
      yield E.right(loan(1));
      yield E.left(error);
    }
    const store = fakeOnlineStore();
    const options = { patience: fakePatience(), concurrency: 2, mostProblems: 0 };
    expect(await ingest(store, options)(source())()).toEqual(E.left(error));
  });

  it('leaves every store with the newest loans, whatever it held', async () => {
    const day = fc.constantFrom('2020-05-31', '2020-06-01');
    const before = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(3), fc.option(fc.nat(9)), day));
    await fc.assert(
      fc.asyncProperty(before, async (list) => {
        const { fake, run } = setUp();
        for (const [id, age, years_on_the_job, date] of list) {
          fake.records.set(String(id), toRecord(loan(id, { age, years_on_the_job }, date)));
        }
        const given = Array.from({ length: 60 }, (_, index) => loan(index + 1, { years_on_the_job: null }));
        expect(E.isRight(await run(given))).toBe(true);
        expect(given.map(({ clientId: id }) => fromRecord(fake.records.get(id) ?? []))).toEqual(
          given.map((each) => E.right(each)),
        );
      }),
      { numRuns: 30 },
    );
  });
});
