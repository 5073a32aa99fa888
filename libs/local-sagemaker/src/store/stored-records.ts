// Records of feature groups as they are kept in the store.
import { createHash } from 'node:crypto';
import type { FeatureValue } from '../service-model/operations.generated';

/** A moment as whole seconds since the epoch (negative before 1970) and nanoseconds within that second. */
export interface EventTime {
  readonly seconds: number;
  readonly nanos: number;
}

export interface OnlineRecord {
  /** The record's identifier, as its feature value. */
  readonly id: string;
  readonly eventTime: EventTime;
  /** Absent when the record is soft-deleted: only the tombstone's event time is kept. */
  readonly values?: readonly FeatureValue[];
  /** How long after its event time the record is gone for good. */
  readonly ttlSeconds?: number;
}

export interface BufferedRecord {
  readonly values: readonly FeatureValue[];
  readonly eventTime: EventTime;
  /** When it was accepted, in milliseconds since the epoch. */
  readonly writeTime: number;
  readonly isDeleted: boolean;
}

// LMDB's keys are short: the key of a longer identifier is its digest. The prefixes keep the two kinds apart.
const LONGEST_KEY = 480;

/** The key of a record within its group. */
export const recordKey = (id: string): string =>
  Buffer.byteLength(id) <= LONGEST_KEY ? `=${id}` : `#${createHash('sha256').update(id).digest('hex')}`;
