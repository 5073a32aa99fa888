// Combinators for single values.
import { type Codec, codecOf } from './codec';
import type { Annotations, Literal, NumberConstraints, TextConstraints } from './shape';

/**
 * A text.
 *
 * @example
 * text({ pattern: '[a-z]+', maxLength: 20, description: 'The name of the project' });
 */
export const text = (options: TextConstraints & Annotations = {}): Codec<string> =>
  codecOf({ kind: 'text', ...options });

/** An integer that a JSON number holds exactly. */
export const integer = (options: NumberConstraints & Annotations = {}): Codec<number> =>
  codecOf({ kind: 'number', integer: true, ...options });

/** A finite number. */
export const number = (options: NumberConstraints & Annotations = {}): Codec<number> =>
  codecOf({ kind: 'number', integer: false, ...options });

/** `true` or `false`. */
export const boolean = (options: Annotations = {}): Codec<boolean> =>
  codecOf({ kind: 'boolean', ...options });

/**
 * One of some values.
 *
 * @example
 * literals(['duckdb', 'spark']); // Codec<'duckdb' | 'spark'>
 */
export const literals = <const L extends readonly [Literal, ...Literal[]]>(
  values: L,
  options: Annotations = {},
): Codec<L[number]> => codecOf({ kind: 'literals', values, ...options });

const isCalendarDate = (date: unknown): boolean => {
  const moment = new Date(`${String(date)}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(String(date));
};

const aDay = 'a day of the calendar (YYYY-MM-DD)';

/** A day that exists, as `YYYY-MM-DD`. */
export const calendarDate = (options: Annotations = {}): Codec<string> =>
  codecOf({
    kind: 'refined',
    inner: {
      kind: 'text',
      pattern: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
      format: 'date',
      expectation: aDay,
    },
    violations: (date) => (isCalendarDate(date) ? [] : [{ path: [], expectation: aDay }]),
    ...options,
  });
