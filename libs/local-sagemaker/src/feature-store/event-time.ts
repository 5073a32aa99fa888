// Event times: parsed to the nanosecond, and ordered.
import type { EventTime } from '../store/stored-records';

// "yyyy-MM-dd'T'HH:mm:ssZ" with 0 to 9 digits of a second and a literal Z; offsets are refused. [D]
const text = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/;
const number = /^(-?)(\d{1,12})(?:\.(\d{1,9})\d*)?$/;
const YEAR_0 = -62_167_219_200;
const YEAR_10000 = 253_402_300_800;

const nanosOf = (digits: string | undefined): number => Number((digits ?? '').padEnd(9, '0'));

const parseText = (value: string): EventTime | undefined => {
  const match = text.exec(value);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const date = new Date(0);
  // setUTCFullYear, since Date.UTC takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  const exact =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return exact ? { seconds: date.getTime() / 1000, nanos: nanosOf(match[7]) } : undefined;
};

const parseNumber = (value: string): EventTime | undefined => {
  const match = number.exec(value);
  if (match === null) return undefined;
  const whole = Number(match[2]);
  const nanos = nanosOf(match[3]);
  if (match[1] !== '-') return { seconds: whole, nanos };
  return nanos === 0 ? { seconds: -whole + 0, nanos } : { seconds: -whole - 1, nanos: 1_000_000_000 - nanos };
};

/**
 * The moment that an event time feature's value means, or undefined when it means none: a String in ISO 8601 UTC with 0 to 9 digits of a
 * second, a Fractional in seconds since the epoch; within the years 0000 to 9999.
 * @example parseEventTime('String', '2026-11-24T00:00:00.001Z') // { seconds: 1795478400, nanos: 1000000 }
 */
export const parseEventTime = (type: 'String' | 'Fractional', value: string): EventTime | undefined => {
  const parsed = type === 'String' ? parseText(value) : parseNumber(value);
  return parsed !== undefined && parsed.seconds >= YEAR_0 && parsed.seconds < YEAR_10000 ? parsed : undefined;
};

/** Negative, zero or positive as a is before, at or after b. */
export const compareEventTimes = (a: EventTime, b: EventTime): number =>
  a.seconds === b.seconds ? a.nanos - b.nanos : a.seconds - b.seconds;

/** The moment some seconds later. */
export const laterBy = (time: EventTime, seconds: number): EventTime => ({
  seconds: time.seconds + seconds,
  nanos: time.nanos,
});

/** ISO 8601 in UTC, with milliseconds. */
export const isoText = (time: EventTime): string =>
  new Date(time.seconds * 1000 + Math.floor(time.nanos / 1_000_000)).toISOString();
