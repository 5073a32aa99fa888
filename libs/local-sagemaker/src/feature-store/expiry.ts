// The time to live of a record.
import type { EventTime, OnlineRecord } from '../store/stored-records';
import { compareEventTimes, laterBy } from './event-time';

/** When the record is gone for good; undefined for never. */
export const expiryOf = ({ eventTime, ttlSeconds }: OnlineRecord): EventTime | undefined =>
  ttlSeconds === undefined ? undefined : laterBy(eventTime, ttlSeconds);

/** Whether a record's time to live is over. */
export const isExpired = (record: OnlineRecord, nowMilliseconds: number): boolean => {
  const expiry = expiryOf(record);
  const now = { seconds: Math.floor(nowMilliseconds / 1000), nanos: (nowMilliseconds % 1000) * 1_000_000 };
  return expiry !== undefined && compareEventTimes(expiry, now) <= 0;
};
