// Reading many records, 100 a call.
import type { AwsError } from '@credit-risk/aws-effects';
import type { ClientId, ReadRecord } from '@credit-risk/loan-features';
import { pipe } from 'fp-ts/function';
import { chunksOf } from 'fp-ts/ReadonlyArray';
import * as TE from 'fp-ts/TaskEither';
import { type BatchRead, largestRead, type OnlineReader, type RecordError } from './online-store';
import { type StorePatience, untilProcessed } from './until-processed';

/** Records by client; a client in neither has no record. */
export interface RecordsRead {
  readonly records: ReadonlyMap<string, ReadRecord>;
  readonly failed: readonly RecordError[];
}

/** The records of some clients, each named once; calls follow one another. */
export const readRecords =
  (store: OnlineReader, patience: StorePatience) =>
  (clientIds: readonly ClientId[]): TE.TaskEither<AwsError, RecordsRead> => {
    const records = new Map<string, ReadRecord>();
    const keep = (read: BatchRead): void =>
      read.records.forEach(({ clientId, record }) => records.set(clientId, record));
    return pipe(
      chunksOf(largestRead)(clientIds),
      TE.traverseSeqArray(untilProcessed(patience, store.batchGet, keep)),
      TE.map((failed) => ({ records, failed: failed.flat() })),
    );
  };
