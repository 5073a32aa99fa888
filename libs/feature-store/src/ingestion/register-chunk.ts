// Up to 100 loans: read what is stored, write or repair what differs, and read back until it is the same.
import { type AwsError, retrying, retryingWhile } from '@credit-risk/aws-effects';
import { type ClientId, type Loan, toRecord } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { chunksOf } from 'fp-ts/ReadonlyArray';
import * as TE from 'fp-ts/TaskEither';
import { compareRecord, type Verdict } from './compare-record';
import type { StaleRecord } from './ingest-report';
import { justAfter } from '../online-store/just-after';
import { largestWrite, type OnlineStore, type RecordError } from '../online-store/online-store';
import { readRecords } from '../online-store/read-records';
import { type StorePatience, untilProcessed } from '../online-store/until-processed';

/** The outcome of a chunk; each loan is counted in exactly one member. */
export interface ChunkOutcome {
  readonly written: number;
  readonly repaired: number;
  readonly unchanged: number;
  readonly failed: readonly RecordError[];
  readonly stale: readonly StaleRecord[];
}

interface ComparedLoan {
  readonly loan: Loan;
  readonly verdict: Verdict;
}

interface Unsettled {
  readonly _tag: 'Unsettled';
}

const clientIdOf = ({ clientId }: Loan): ClientId => clientId;

const write = (store: OnlineStore, patience: StorePatience, loans: readonly Loan[]) => {
  const records = new Map(loans.map((loan) => [loan.clientId, toRecord(loan)]));
  const call = (clientIds: readonly ClientId[]) =>
    store.batchWrite(clientIds.map((clientId) => ({ clientId, record: records.get(clientId) ?? [] })));
  return pipe(
    chunksOf(largestWrite)(loans.map(clientIdOf)),
    TE.traverseSeqArray(untilProcessed(patience, call)),
    TE.map((failed) => failed.flat()),
  );
};

// A conflict or a missing record means that another writer was faster; the next read shows the present record.
const oneByOne =
  (patience: StorePatience, call: (loan: Loan) => TE.TaskEither<AwsError, void>) =>
  (loan: Loan): TE.TaskEither<AwsError, readonly RecordError[]> =>
    pipe(
      call(loan),
      retrying(patience, ({ _tag }) => (_tag === 'Throttled' ? patience.onThrottled?.() : undefined)),
      TE.map((): readonly RecordError[] => []),
      TE.orElse((error): TE.TaskEither<AwsError, readonly RecordError[]> => {
        if (error._tag === 'Conflict' || error._tag === 'NotFound') return TE.right([]);
        const { code, message } = error;
        return error._tag === 'Rejected'
          ? TE.right([{ clientId: loan.clientId, code, message }])
          : TE.left(error);
      }),
    );

const loansOf = (compared: readonly ComparedLoan[], ...tags: readonly Verdict['_tag'][]): readonly Loan[] =>
  compared.filter(({ verdict }) => tags.includes(verdict._tag)).map(({ loan }) => loan);

/** Writes, updates or removes records so that they match the loans; returns those that the store refused. */
const act = (store: OnlineStore, patience: StorePatience, compared: readonly ComparedLoan[]) => {
  const update = oneByOne(patience, (loan) =>
    store.update({ clientId: loan.clientId, record: toRecord(loan) }),
  );
  const remove = oneByOne(patience, ({ clientId, eventTime }) =>
    store.hardDelete({ clientId, eventTime: justAfter(eventTime) ?? eventTime, isMarkedOffline: false }),
  );
  return pipe(
    loansOf(compared, 'HasMore'),
    TE.traverseSeqArray(remove),
    TE.bindTo('removed'),
    TE.bind('updated', () => TE.traverseSeqArray(update)(loansOf(compared, 'Differs'))),
    TE.bind('written', () => write(store, patience, loansOf(compared, 'Older', 'HasMore'))),
    TE.map(({ removed, updated, written }) => [...removed.flat(), ...updated.flat(), ...written]),
  );
};

interface State {
  pending: readonly Loan[];
  /** The first action taken for each loan. */
  readonly done: Map<ClientId, 'written' | 'repaired'>;
  written: number;
  repaired: number;
  unchanged: number;
  readonly failed: RecordError[];
  readonly stale: StaleRecord[];
}

const settle = (state: State, { loan, verdict }: ComparedLoan): void => {
  const { clientId, eventTime } = loan;
  if (verdict._tag === 'Same') state[state.done.get(clientId) ?? 'unchanged'] += 1;
  if (verdict._tag === 'Newer') {
    state.stale.push({ clientId, eventTime, storedEventTime: verdict.storedEventTime });
  }
};

const isOpen = ({ verdict }: ComparedLoan): boolean => verdict._tag !== 'Same' && verdict._tag !== 'Newer';

const dropFailed = (state: State, errors: readonly RecordError[]): void => {
  const ids = new Set(errors.map(({ clientId }) => clientId));
  state.failed.push(...errors);
  state.pending = state.pending.filter(({ clientId }) => !ids.has(clientId));
};

/** Reads the pending loans once, and acts on those that differ. */
const pass =
  (store: OnlineStore, patience: StorePatience, state: State): TE.TaskEither<AwsError | Unsettled, void> =>
  async () => {
    const read = await readRecords(store, patience)(state.pending.map(clientIdOf))();
    if (E.isLeft(read)) return read;
    dropFailed(state, read.right.failed);
    const compared = state.pending.map((loan) => ({
      loan,
      verdict: compareRecord(loan, read.right.records.get(loan.clientId)),
    }));
    compared.forEach((each) => settle(state, each));
    const open = compared.filter(isOpen);
    state.pending = open.map(({ loan }) => loan);
    if (open.length === 0) return E.right(undefined);
    const acted = await act(store, patience, open)();
    if (E.isLeft(acted)) return acted;
    dropFailed(state, acted.right);
    for (const { loan, verdict } of open) {
      const action = verdict._tag === 'Older' ? 'written' : 'repaired';
      if (!state.done.has(loan.clientId)) state.done.set(loan.clientId, action);
    }
    return state.pending.length === 0 ? E.right(undefined) : E.left({ _tag: 'Unsettled' });
  };

const notReadBack = (clientId: ClientId): RecordError => ({
  clientId,
  code: 'NotReadBack',
  message: 'it was accepted, but another record is read back',
});

/**
 * Registers up to 100 loans of different clients. A loan counts as `written` or `repaired` only once it was read back
 * bit for bit. A left ends the whole ingestion.
 */
export const registerChunk =
  (store: OnlineStore, patience: StorePatience) =>
  (loans: readonly Loan[]): TE.TaskEither<AwsError, ChunkOutcome> =>
  async () => {
    const state: State = {
      pending: loans,
      done: new Map(),
      written: 0,
      repaired: 0,
      unchanged: 0,
      failed: [],
      stale: [],
    };
    const onePass = pass(store, patience, state);
    const first = await onePass();
    const last =
      E.isLeft(first) && first.left._tag === 'Unsettled'
        ? await retryingWhile<AwsError | Unsettled>(patience, {
            mayPass: ({ _tag }) => _tag === 'Unsettled',
          })(onePass)()
        : first;
    if (E.isLeft(last)) {
      if (last.left._tag !== 'Unsettled') return E.left(last.left);
      dropFailed(state, state.pending.map(clientIdOf).map(notReadBack));
    }
    const { written, repaired, unchanged, failed, stale } = state;
    return E.right({ written, repaired, unchanged, failed, stale });
  };
