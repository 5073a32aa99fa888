// Erasing one client from the offline store.
import type { AwsError } from '@credit-risk/aws-effects';
import type { ClientId } from '@credit-risk/loan-features';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { eraseFromObjects, type ErasureReport, type ObjectNotErased } from './erase-objects';
import type { OfflineObjects } from './offline-objects';
import { rowsWithoutClient } from './rows-without-client';

/**
 * Rewrites the Parquet files below the group's `resolvedOfflineUri` without the client. The service buffers records for
 * up to fifteen minutes: erase again after that time.
 *
 * @example
 * eraseFromOfflineStore(objects, 's3://bucket/offline-store/…/data')(clientId)();
 * // right({ objectsRead: 340, objectsChanged: 12, erased: 14 })
 */
export const eraseFromOfflineStore =
  (objects: OfflineObjects, resolvedOfflineUri: string) =>
  (clientId: ClientId): TE.TaskEither<AwsError | ObjectNotErased, ErasureReport> =>
    eraseFromObjects(objects, `${resolvedOfflineUri.replace(/\/$/, '')}/`, (bytes) =>
      pipe(
        rowsWithoutClient(bytes, clientId),
        TE.map(({ erasedRows: erased, bytes: rest }) => ({ erased, bytes: rest })),
      ),
    );
