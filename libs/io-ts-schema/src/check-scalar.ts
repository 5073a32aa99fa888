// Checks of texts, numbers, booleans and literals.
import { expectationOf } from './expectation';
import { accepted, type Checked, refused } from './issue';
import { nearMiss } from './near-miss';
import type { BooleanShape, LiteralsShape, NumberShape, TextShape } from './shape';

const within = (n: number, minimum = -Infinity, maximum = Infinity): boolean => n >= minimum && n <= maximum;

/** A pattern for the whole text: JSON Schema's are not anchored. */
export const anchored = (pattern: string): string => `^(?:${pattern})$`;

// As many as there are patterns in the shapes of a program; compiling one costs more than a match.
const compiled = new Map<string, RegExp>();

const regExpOf = (pattern: string): RegExp => {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const regExp = new RegExp(anchored(pattern), 'u');
  compiled.set(pattern, regExp);
  return regExp;
};

const textFits = (text: string, { pattern, minLength, maxLength }: TextShape): boolean =>
  (pattern === undefined || regExpOf(pattern).test(text)) &&
  ((minLength === undefined && maxLength === undefined) ||
    within(Array.from(text).length, minLength, maxLength));

const numberFits = (n: number, shape: NumberShape): boolean =>
  (shape.integer ? Number.isSafeInteger(n) : Number.isFinite(n)) &&
  within(n, shape.minimum, shape.maximum) &&
  (shape.exclusiveMinimum === undefined || n > shape.exclusiveMinimum) &&
  (shape.exclusiveMaximum === undefined || n < shape.exclusiveMaximum);

const checkLiteral = (shape: LiteralsShape, value: unknown): Checked => {
  if (shape.values.some((literal) => literal === value)) return accepted(value);
  const words = shape.values.filter((literal) => typeof literal === 'string');
  const hint = typeof value === 'string' ? nearMiss(value, words) : undefined;
  return refused(value, expectationOf(shape), hint);
};

export const checkScalar = (
  shape: TextShape | NumberShape | BooleanShape | LiteralsShape,
  value: unknown,
): Checked => {
  if (shape.kind === 'literals') return checkLiteral(shape, value);
  const fits =
    (shape.kind === 'text' && typeof value === 'string' && textFits(value, shape)) ||
    (shape.kind === 'number' && typeof value === 'number' && numberFits(value, shape)) ||
    (shape.kind === 'boolean' && typeof value === 'boolean');
  return fits ? accepted(value) : refused(value, expectationOf(shape));
};
