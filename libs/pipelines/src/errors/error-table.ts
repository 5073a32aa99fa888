// All that is known of the errors of a family: one entry for each tag, which the compiler demands.
import type { Severity } from './severity';

interface Tagged {
  readonly _tag: string;
}

/** What schedulers and people need to know of an error. */
export interface ErrorEntry<E> {
  readonly severity: Severity | ((error: E) => Severity);
  /** What happened. */
  readonly message: (error: E) => string;
  /** What to do next. */
  readonly remedy: string | ((error: E) => string);
}

/** An entry for each error of a union, by its tag. */
export type ErrorTable<E extends Tagged> = {
  readonly [T in E['_tag']]: ErrorEntry<Extract<E, { readonly _tag: T }>>;
};

/** The errors of these tags, written so that the compiler relates an error to its own entry. */
export type ErrorOf<E extends Tagged, T extends E['_tag']> = {
  [K in T]: Extract<E, { readonly _tag: K }> & { readonly _tag: K };
}[T];

/** The severity of an error. */
export const severityIn = <E extends Tagged, T extends E['_tag']>(
  table: ErrorTable<E>,
  error: ErrorOf<E, T>,
): Severity => {
  const { severity } = table[error._tag];
  return typeof severity === 'function' ? severity(error) : severity;
};

/** What happened and what to do next, as sentences. */
export const textIn = <E extends Tagged, T extends E['_tag']>(
  table: ErrorTable<E>,
  error: ErrorOf<E, T>,
): string => {
  const { message, remedy } = table[error._tag];
  const happened = message(error);
  const next = typeof remedy === 'function' ? remedy(error) : remedy;
  return `${happened}${/[.!?]$/.test(happened) ? '' : '.'} ${next}`;
};
