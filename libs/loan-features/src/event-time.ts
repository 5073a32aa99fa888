// When a loan happened, for the Feature Store: its day, and its place among the client's loans of that day.
import { branded, calendarDate, type Codec, refined, text } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import type { Branded } from 'io-ts';

interface EventTimeBrand {
  readonly EventTime: unique symbol;
}

/** `YYYY-MM-DDT00:00:00.NNNZ`; NNN is the ordinal of the loan among the client's loans of that day. */
export type EventTime = Branded<string, EventTimeBrand>;

/** The last ordinal that an event time can hold: a client's 1000th loan of one day. */
export const lastOrdinal = 999;

const ordinalDigits = 3;
const dateLength = 'YYYY-MM-DD'.length;
const ordinalStart = 'YYYY-MM-DDT00:00:00.'.length;
const day = calendarDate();
const expectation = 'an event time (YYYY-MM-DDT00:00:00.NNNZ)';

/** Codec of an event time. */
export const EventTime: Codec<EventTime> = branded<string, EventTimeBrand>(
  refined(text({ pattern: '[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00\\.[0-9]{3}Z', expectation }), (time) =>
    day.is(time.slice(0, dateLength))
      ? []
      : [{ path: [], expectation: 'an event time on a day that exists' }],
  ),
  {
    name: 'EventTime',
    description: 'Day of a loan, and its ordinal among the loans of the client on that day',
    expectation,
  },
);

/** A day or an ordinal that does not fit into an event time. */
export type EventTimeError =
  | { readonly _tag: 'BadLoanDate'; readonly value: string; readonly expected: string }
  | { readonly _tag: 'BadOrdinal'; readonly value: number; readonly expected: string };

/**
 * The event time of a loan.
 *
 * @param loanDate the loan's day, `YYYY-MM-DD`
 * @param ordinal the loan's place, from 0, among the client's loans of that day ordered by `loan_id` as a number
 * @example
 * eventTimeOf('2020-12-30', 1); // right('2020-12-30T00:00:00.001Z')
 */
export const eventTimeOf = (loanDate: string, ordinal: number): E.Either<EventTimeError, EventTime> => {
  if (!Number.isInteger(ordinal) || ordinal < 0 || ordinal > lastOrdinal) {
    return E.left({ _tag: 'BadOrdinal', value: ordinal, expected: `an integer from 0 to ${lastOrdinal}` });
  }
  const time: unknown = `${loanDate}T00:00:00.${String(ordinal).padStart(ordinalDigits, '0')}Z`;
  return EventTime.is(time)
    ? E.right(time)
    : E.left({ _tag: 'BadLoanDate', value: loanDate, expected: 'a day of the calendar (YYYY-MM-DD)' });
};

/**
 * The day of the loan.
 *
 * @example
 * time; // '2020-12-30T00:00:00.001Z'
 * loanDateOf(time); // '2020-12-30'
 */
export const loanDateOf = (time: EventTime): string => time.slice(0, dateLength);

/** The loan's place, from 0, among the client's loans of that day. */
export const ordinalOf = (time: EventTime): number =>
  Number(time.slice(ordinalStart, ordinalStart + ordinalDigits));
