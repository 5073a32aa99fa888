// What checking a value against a shape yields.
import type { Path } from './json-path';

/** An error before it is rendered: the path, from the value that was checked, is still a list of keys. */
export interface Issue {
  readonly path: Path;
  readonly value: unknown;
  readonly expectation: string;
  readonly nearMiss?: string;
}

/** The value with its defaults filled in as far as possible, and everything that is wrong with it. */
export interface Checked {
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

export type Mode =
  /** Missing members with a default are filled in. */
  | 'input'
  /** The value is complete already: a missing member is wrong, default or not. */
  | 'decoded';

export const noIssues: readonly Issue[] = [];

export const accepted = (value: unknown): Checked => ({ value, issues: noIssues });

export const refused = (value: unknown, expectation: string, nearMiss?: string): Checked => ({
  value,
  issues: [{ path: [], value, expectation, ...(nearMiss === undefined ? {} : { nearMiss }) }],
});

/** The issues of a member, with paths from its owner. */
export const under = (key: string | number, issues: readonly Issue[]): readonly Issue[] =>
  issues.length === 0 ? noIssues : issues.map((issue) => ({ ...issue, path: [key, ...issue.path] }));

/** All issues of some places; most places have none. */
export const together = (places: readonly (readonly Issue[])[]): readonly Issue[] =>
  places.every(({ length }) => length === 0) ? noIssues : places.flat();
