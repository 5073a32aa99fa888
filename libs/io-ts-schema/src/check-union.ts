// Which alternative of a union a value was meant to be, so that its errors speak of that one alone.
import { expectationOf } from './expectation';
import { type Checked, refused } from './issue';
import { nearMiss } from './near-miss';
import type { Shape, UnionShape } from './shape';

const words = (shape: Shape): string[] =>
  shape.kind === 'literals'
    ? shape.values.filter((literal) => typeof literal === 'string')
    : shape.kind === 'union'
      ? shape.members.flatMap(words)
      : [];

/** Of what each alternative says: the first that accepts, or the closest one that got past the outermost level. */
export const checkUnion = (shape: UnionShape, branches: readonly Checked[], value: unknown): Checked => {
  const fitting = branches.find(({ issues }) => issues.length === 0);
  if (fitting !== undefined) return fitting;
  const [closest] = branches
    .filter(({ issues }) => issues.every(({ path }) => path.length > 0))
    .toSorted((a, b) => a.issues.length - b.issues.length);
  if (closest !== undefined) return closest;
  const hint = typeof value === 'string' ? nearMiss(value, words(shape)) : undefined;
  return refused(value, expectationOf(shape), hint);
};
