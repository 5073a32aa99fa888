// Erases one client from every place where this project keeps data of single clients.
import type { AwsError, Clock } from '@credit-risk/aws-effects';
import {
  eraseClient,
  eraseFromObjects,
  eraseFromOfflineStore,
  type ErasureReport,
  type FeatureGroups,
  type NotErased,
  type ObjectNotErased,
  type OfflineObjects,
  type OnlineStore,
} from '@credit-risk/feature-store';
import type { ClientId } from '@credit-risk/loan-features';
import { pipe } from 'fp-ts/function';
import type * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { entriesWithoutClient } from './entries-without-client';

/** The services that an erasure calls. */
export interface ErasurePorts {
  readonly groups: FeatureGroups;
  readonly onlineStore: (featureGroup: string) => OnlineStore;
  readonly objects: OfflineObjects;
  readonly clock: Clock;
}

/** The client to erase, and the places. */
export interface Erasure {
  readonly clientId: ClientId;
  readonly featureGroup: string;
  /** S3 URI of the prediction log; null if there is none. */
  readonly predictionLogUri: string | null;
}

/** What was erased; null for a place that does not exist. */
export interface Erased {
  readonly onlineStore: 'Erased' | 'NothingStored' | null;
  readonly offlineStore: ErasureReport | null;
  readonly predictionLog: ErasureReport | null;
  /** By then, buffered records have arrived: a second erasure catches them. */
  readonly eraseAgainAfter: string;
}

/** Why an erasure ended early. It may be repeated. */
export type ErasureError = AwsError | NotErased | ObjectNotErased;

// The Feature Store keeps records for up to fifteen minutes before they reach the offline store, Firehose as long.
const longestBuffer = 20 * 60_000;

const unlessGone = <A>(effect: TE.TaskEither<ErasureError, A>): TE.TaskEither<ErasureError, A | null> =>
  pipe(
    effect,
    TE.orElse((error): TE.TaskEither<ErasureError, A | null> =>
      error._tag === 'NotFound' ? TE.right(null) : TE.left(error),
    ),
  );

/** Online store, offline store and prediction log, in this order, each read back. */
export const erase =
  ({
    clientId,
    featureGroup,
    predictionLogUri,
  }: Erasure): RTE.ReaderTaskEither<ErasurePorts, ErasureError, Erased> =>
  ({ groups, onlineStore, objects, clock }) =>
    pipe(
      unlessGone(groups.describe(featureGroup)),
      TE.bindTo('group'),
      TE.bind('onlineStore', ({ group }) =>
        group === null
          ? TE.right(null)
          : eraseClient(onlineStore(featureGroup), clock, { isMarkedOffline: false })(clientId),
      ),
      TE.bind('offlineStore', ({ group }) =>
        group === null || group.resolvedOfflineUri === null
          ? TE.right(null)
          : eraseFromOfflineStore(objects, group.resolvedOfflineUri)(clientId),
      ),
      TE.bind('predictionLog', () =>
        predictionLogUri === null
          ? TE.right(null)
          : eraseFromObjects(objects, predictionLogUri, (bytes) => entriesWithoutClient(bytes, clientId)),
      ),
      TE.map(({ onlineStore: online, offlineStore, predictionLog }) => ({
        onlineStore: online,
        offlineStore,
        predictionLog,
        eraseAgainAfter: new Date(clock.now() + longestBuffer).toISOString(),
      })),
    );
