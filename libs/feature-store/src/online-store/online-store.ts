// The port to one feature group's online store; the adapter to SageMaker is in `sagemaker-online-store.ts`.
import type { AwsError, Page } from '@credit-risk/aws-effects';
import type { ClientId, ReadRecord, StoreRecord } from '@credit-risk/loan-features';
import type * as O from 'fp-ts/Option';
import type * as TE from 'fp-ts/TaskEither';

/** One record that the service did not read or write, with the service's code and message. */
export interface RecordError {
  readonly clientId: ClientId;
  readonly code: string;
  readonly message: string;
}

/** The result of one read: a client in none of the lists has no record. */
export interface BatchRead {
  readonly records: readonly { readonly clientId: string; readonly record: ReadRecord }[];
  readonly errors: readonly RecordError[];
  readonly unprocessed: readonly ClientId[];
}

/** The result of one write: a client in none of the lists is written, or its record was not newer. */
export interface BatchWritten {
  readonly errors: readonly RecordError[];
  readonly unprocessed: readonly ClientId[];
}

/** A record and its client. */
export interface ClientRecord {
  readonly clientId: ClientId;
  readonly record: StoreRecord;
}

/** The online store of one feature group. */
export interface OnlineStore {
  readonly get: (clientId: ClientId) => TE.TaskEither<AwsError, O.Option<ReadRecord>>;
  /** At most 100 different clients. */
  readonly batchGet: (clientIds: readonly ClientId[]) => TE.TaskEither<AwsError, BatchRead>;
  /** At most 25 records; the service silently ignores a record whose event time is not newer. */
  readonly batchWrite: (records: readonly ClientRecord[]) => TE.TaskEither<AwsError, BatchWritten>;
  /** Overwrites the features given; the event time may be equal to the stored one. */
  readonly update: (record: ClientRecord) => TE.TaskEither<AwsError, void>;
  /** A page of the clients that have a record; the first page has no token. */
  readonly list: (token: string | undefined) => TE.TaskEither<AwsError, Page<ClientId>>;
  /** Removes the record for good; the event time must be later than the stored one. */
  readonly hardDelete: (deletion: HardDelete) => TE.TaskEither<AwsError, void>;
}

/** The part of an online store that is read. */
export type OnlineReader = Pick<OnlineStore, 'get' | 'batchGet'>;

/** A deletion. */
export interface HardDelete {
  readonly clientId: ClientId;
  readonly eventTime: string;
  /** Whether the offline store records the deletion too. */
  readonly isMarkedOffline: boolean;
}

/** Most clients of one `batchGet`. */
export const largestRead = 100;

/** Most clients of one page of `list`. */
export const largestPage = 100;

/** Most records of one `batchWrite`. */
export const largestWrite = 25;
