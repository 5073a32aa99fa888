// Erasing one client from the online store.
import type { AwsError, Clock } from '@credit-risk/aws-effects';
import { type ClientId, recordIdentity, type ReadRecord } from '@credit-risk/loan-features';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import { justAfter } from '../online-store/just-after';
import type { OnlineStore } from '../online-store/online-store';

/** The record is there again, or still: another program writes it. */
export interface NotErased {
  readonly _tag: 'NotErased';
}

const timeOf = (record: ReadRecord, now: number): string => {
  const stored =
    record.find(({ FeatureName }) => FeatureName === recordIdentity.eventTime)?.ValueAsString ?? '';
  const later = justAfter(stored);
  const nowText = new Date(now).toISOString();
  return later !== null && later > nowText ? later : nowText;
};

const confirmGone = (store: OnlineStore, clientId: ClientId): TE.TaskEither<AwsError | NotErased, 'Erased'> =>
  pipe(
    store.get(clientId),
    TE.flatMap((left): TE.TaskEither<AwsError | NotErased, 'Erased'> =>
      O.isNone(left) ? TE.right('Erased') : TE.left({ _tag: 'NotErased' }),
    ),
  );

/** Options of an erasure. */
export interface EraseOptions {
  /** Whether the offline store records the deletion, in a row with the client's id. */
  readonly isMarkedOffline?: boolean;
}

/**
 * Removes a client's record from the online store for good, and checks that it is gone. The offline store keeps the
 * history, with a mark of deletion: `eraseFromOfflineStore` removes both.
 *
 * @example
 * eraseClient(store, systemClock)(clientId)(); // right('Erased')
 */
export const eraseClient =
  (store: OnlineStore, clock: Clock, { isMarkedOffline = true }: EraseOptions = {}) =>
  (clientId: ClientId): TE.TaskEither<AwsError | NotErased, 'Erased' | 'NothingStored'> =>
    pipe(
      store.get(clientId),
      TE.flatMap((found): TE.TaskEither<AwsError | NotErased, 'Erased' | 'NothingStored'> => {
        if (O.isNone(found)) return TE.right('NothingStored');
        const eventTime = timeOf(found.value, clock.now());
        return pipe(
          store.hardDelete({ clientId, eventTime, isMarkedOffline }),
          TE.flatMap(() => confirmGone(store, clientId)),
        );
      }),
    );
