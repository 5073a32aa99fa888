// The invariants of the architecture that this library holds, by their numbers.
import { fromRecord, type Loan } from '@credit-risk/loan-features';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import {
  ensureGroup,
  getLoans,
  ingest,
  newestLoans,
  renderIngestError,
  sageMakerFeatureGroups,
  sageMakerOnlineStore,
} from '../src/index';
import { fakePatience } from './fake-clock.fixtures';
import { eventTimeIn, fakeOnlineStore } from './fake-online-store.fixtures';
import { groupSpec, quickPatience } from './groups.fixtures';
import { arbitraryFeatures, clientId, loan, sourceOf } from './loans.fixtures';
import { startService } from './local-sagemaker.fixtures';
import { fileOf, type LoanRow, parquetOf } from './parquet.fixtures';

const options = { patience: fakePatience(), concurrency: 3, mostProblems: 1000 };

const loansOfOneRun: fc.Arbitrary<readonly Loan[]> = fc
  .uniqueArray(
    fc.tuple(
      fc.integer({ min: 1, max: 20 }),
      arbitraryFeatures,
      fc.constantFrom('2020-01-01', '2020-01-02'),
      fc.nat(2),
    ),
    { selector: ([id]) => id, maxLength: 20 },
  )
  .map((list) => list.map(([id, features, day, ordinal]) => ({ ...loan(id, {}, day, ordinal), features })));

describe('invariant 2: a record in the online store', () => {
  it('never goes back in event time, and is never silently stale after a run that succeeded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(loansOfOneRun, { maxLength: 5 }), async (runs) => {
        const store = fakeOnlineStore();
        for (const run of runs) {
          const before = new Map([...store.records].map(([id, record]) => [id, eventTimeIn(record)]));
          const result = await ingest(store, options)(sourceOf(run))();
          const { stale } = E.isLeft(result) && 'report' in result.left ? result.left.report : { stale: [] };
          const named = new Set(stale.map((each) => each.clientId));
          expect(E.isRight(result)).toBe(named.size === 0);
          for (const [id, time] of before) {
            expect(eventTimeIn(store.records.get(id) ?? []) >= time).toBe(true);
          }
          for (const each of run.filter((one) => !named.has(one.clientId))) {
            expect(fromRecord(store.records.get(each.clientId) ?? [])).toEqual(E.right(each));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('invariant 5: a feature vector served online', () => {
  it('equals the one computed offline for the same loan, bit for bit (null = absent)', async () => {
    const service = await startService();
    const spec = groupSpec('risk-test-bits');
    await ensureGroup(sageMakerFeatureGroups(service.sageMaker), quickPatience)(spec)();
    const store = sageMakerOnlineStore(service.runtime, spec.name);
    const rows: readonly LoanRow[] = fc
      .sample(arbitraryFeatures, { numRuns: 1500, seed: 5 })
      .map((features, index) => ({
        id: Math.floor(index / 3),
        day: 18_000 + ((index % 3) >> 1),
        loanId: index,
        features,
      }));
    const files = [fileOf('f', parquetOf(rows, { rowGroupSize: 400 }))];
    const run = await ingest(store, { ...options, patience: quickPatience })(newestLoans(files))();
    expect(run).toMatchObject(E.right({ clients: 500, written: 500 }));
    const last = rows.filter((_row, index) => index % 3 === 2);
    const read = await getLoans(store, quickPatience)(last.map(({ id }) => clientId(id)))();
    await service.stop();
    const online = E.isRight(read) ? read.right.loans : [];
    expect(online.map((each) => [each.clientId, each.loanId, each.features])).toEqual(
      last.map(({ id, loanId, features }) => [String(id), String(loanId), features]),
    );
  });
});

describe('invariant 6: what may be logged of a run', () => {
  it('holds no client id and no feature value', async () => {
    const store = fakeOnlineStore();
    const secret = loan(987_654_321, { avg_amount_loans_previous: 123.456 });
    await ingest(store, options)(sourceOf([{ ...secret, eventTime: loan(1, {}, '2030-01-01').eventTime }]))();
    const result = await ingest(store, options)(sourceOf([secret]))();
    expect(result).toMatchObject(E.left({ report: { stale: [{ clientId: secret.clientId }] } }));
    expect(E.isLeft(result) && renderIngestError(result.left)).toBe(
      '1 of 1 records are not registered: 0 failed, 1 older than the stored one',
    );
  });
});
