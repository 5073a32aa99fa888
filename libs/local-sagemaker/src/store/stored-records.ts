// How records rest in the store.
import { createHash } from 'node:crypto';
import type { FeatureValue } from '../service-model/operations.generated';
import { compareEventTimes, laterBy, type EventTime } from '../feature-store/event-time';

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

/** When the record is gone for good; undefined for never. */
export const expiryOf = ({ eventTime, ttlSeconds }: OnlineRecord): EventTime | undefined =>
  ttlSeconds === undefined ? undefined : laterBy(eventTime, ttlSeconds);

/** Whether a record's time to live is over. */
export const isExpired = (record: OnlineRecord, nowMilliseconds: number): boolean => {
  const expiry = expiryOf(record);
  const now = { seconds: Math.floor(nowMilliseconds / 1000), nanos: (nowMilliseconds % 1000) * 1_000_000 };
  return expiry !== undefined && compareEventTimes(expiry, now) <= 0;
};

// LMDB's keys are short; a longer identifier goes by its digest. The prefixes keep the two kinds apart.
const LONGEST_KEY = 480;

/** The key of a record within its group. */
export const recordKey = (id: string): string =>
  Buffer.byteLength(id) <= LONGEST_KEY ? `=${id}` : `#${createHash('sha256').update(id).digest('hex')}`;
