// An online store in memory, with the rules of the service: only a newer event time is written, an equal one may update.
import type { AwsError } from '@credit-risk/aws-effects';
import { ClientId, recordIdentity, type ReadRecord, type StoreRecord } from '@credit-risk/loan-features';
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import type { ClientRecord, OnlineStore } from '../src/index';
import { largestPage } from '../src/online-store/online-store';

export interface FakeOnlineStore extends OnlineStore {
  readonly records: Map<string, StoreRecord>;
  /** Names of the calls, in order. */
  readonly calls: string[];
}

export const eventTimeIn = (record: ReadRecord): string =>
  record.find(({ FeatureName }) => FeatureName === recordIdentity.eventTime)?.ValueAsString ?? '';

export const awsError = (_tag: AwsError['_tag'], code: string): AwsError => ({
  _tag,
  operation: 'Fake',
  code,
  message: code,
  requestId: null,
  cause: null,
});

const merged = (old: StoreRecord, changes: StoreRecord): StoreRecord => [
  ...new Map([...old, ...changes].map((value) => [value.FeatureName, value] as const)).values(),
];

export const fakeOnlineStore = (): FakeOnlineStore => {
  const records = new Map<string, StoreRecord>();
  const calls: string[] = [];
  const put = ({ clientId, record }: ClientRecord): void => {
    const stored = records.get(clientId);
    if (stored === undefined || eventTimeIn(record) > eventTimeIn(stored)) records.set(clientId, record);
  };
  const effect =
    <A>(name: string, run: () => TE.TaskEither<AwsError, A>): TE.TaskEither<AwsError, A> =>
    async () => {
      calls.push(name);
      return run()();
    };
  return {
    records,
    calls,
    get: (clientId) => effect('get', () => TE.right(O.fromNullable(records.get(clientId)))),
    batchGet: (clientIds) =>
      effect('batchGet', () => {
        const found = clientIds.flatMap((clientId) => {
          const record = records.get(clientId);
          return record === undefined ? [] : [{ clientId, record }];
        });
        return TE.right({ records: found, errors: [], unprocessed: [] });
      }),
    batchWrite: (written) =>
      effect('batchWrite', () => {
        written.forEach(put);
        return TE.right({ errors: [], unprocessed: [] });
      }),
    update: ({ clientId, record }) =>
      effect('update', () => {
        const stored = records.get(clientId);
        if (stored === undefined) return TE.left(awsError('NotFound', 'ResourceNotFound'));
        if (eventTimeIn(record) < eventTimeIn(stored))
          return TE.left(awsError('Conflict', 'ConflictException'));
        records.set(clientId, merged(stored, record));
        return TE.right(undefined);
      }),
    list: (token) =>
      effect('list', () => {
        const ids = [...records.keys()].filter(ClientId.is).sort();
        const from = Number(token ?? 0);
        const next = from + largestPage;
        const nextToken = next < ids.length ? String(next) : undefined;
        return TE.right({ items: ids.slice(from, next), nextToken });
      }),
    hardDelete: ({ clientId, eventTime }) =>
      effect('hardDelete', () => {
        const stored = records.get(clientId);
        if (stored !== undefined && eventTime <= eventTimeIn(stored)) {
          return TE.left(awsError('Rejected', 'ValidationError'));
        }
        records.delete(clientId);
        return TE.right(undefined);
      }),
  };
};
