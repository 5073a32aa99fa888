// Test values of a codec, for fast-check: made from the same shape that decodes and describes them.
import * as fc from 'fast-check';
import { anchored } from './check-scalar';
import type { Codec } from './codec';
import type {
  ArrayShape,
  FieldShape,
  NumberShape,
  ObjectShape,
  RecordShape,
  Shape,
  TextShape,
} from './shape';

/** Whether members with a default are always there (decoded values) or sometimes left out (inputs). */
type Side = 'decoded' | 'input';

const longestFree = 20;
const mostItems = 4;
const dates = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z') };

// Reading a pattern takes up to a tenth of a second, and a codec uses the same ones again and again.
const readPatterns = new Map<string, fc.Arbitrary<string>>();

const matching = (pattern: string): fc.Arbitrary<string> => {
  const known = readPatterns.get(pattern);
  if (known !== undefined) return known;
  const read = fc.stringMatching(new RegExp(anchored(pattern), 'u'));
  readPatterns.set(pattern, read);
  return read;
};

const textOf = (shape: TextShape): fc.Arbitrary<string> => {
  const { format, minLength = 0, maxLength, pattern, samplePattern = pattern } = shape;
  if (format === 'date')
    return fc.date({ ...dates, noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  if (samplePattern === undefined)
    return fc.string({ unit: 'grapheme-ascii', minLength, maxLength: maxLength ?? minLength + longestFree });
  return matching(samplePattern).filter((text) => {
    const { length } = Array.from(text);
    return length >= minLength && length <= (maxLength ?? Infinity);
  });
};

const integerOf = ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: NumberShape) =>
  fc.integer({
    min: Math.ceil(
      minimum ?? (exclusiveMinimum === undefined ? Number.MIN_SAFE_INTEGER : exclusiveMinimum + 1),
    ),
    max: Math.floor(
      maximum ?? (exclusiveMaximum === undefined ? Number.MAX_SAFE_INTEGER : exclusiveMaximum - 1),
    ),
  });

const doubleOf = (shape: NumberShape): fc.Arbitrary<number> => {
  const min = shape.minimum ?? shape.exclusiveMinimum;
  const max = shape.maximum ?? shape.exclusiveMaximum;
  const double = fc.double({
    ...(min === undefined ? {} : { min, minExcluded: shape.minimum === undefined }),
    ...(max === undefined ? {} : { max, maxExcluded: shape.maximum === undefined }),
    noNaN: true,
    noDefaultInfinity: true,
  });
  // JSON writes -0 as 0.
  return double.map((n) => (Object.is(n, -0) ? 0 : n));
};

const arrayOf = (shape: ArrayShape, side: Side): fc.Arbitrary<unknown> => {
  const { items, minItems = 0, maxItems = minItems + mostItems, uniqueItems = false } = shape;
  const size = { minLength: minItems, maxLength: maxItems };
  return uniqueItems ? fc.uniqueArray(arbitrary(items, side), size) : fc.array(arbitrary(items, side), size);
};

const recordOf = (
  { keys, values, maxProperties = mostItems }: RecordShape,
  side: Side,
): fc.Arbitrary<unknown> =>
  fc
    .array(fc.tuple(arbitrary(keys, side).map(String), arbitrary(values, side)), {
      maxLength: Math.min(maxProperties, mostItems),
    })
    .map((entries) => Object.fromEntries(entries));

const isOptional = ({ presence }: FieldShape, side: Side): boolean =>
  presence === 'optional' || (presence === 'default' && side === 'input');

const fieldOf = (field: FieldShape, side: Side): fc.Arbitrary<unknown> => {
  const value = arbitrary(field.shape, side);
  return isOptional(field, side) ? fc.option(value, { nil: undefined, freq: 1 }) : value;
};

const objectOf = ({ fields }: ObjectShape, side: Side): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      ...Object.entries(fields).map(([key, field]) =>
        fieldOf(field, side).map((value) => [key, value] as const),
      ),
    )
    .map((entries) => Object.fromEntries(entries.filter(([, value]) => value !== undefined)));

const arbitrary = (shape: Shape, side: Side): fc.Arbitrary<unknown> => {
  switch (shape.kind) {
    case 'text':
      return textOf(shape);
    case 'number':
      return shape.integer ? integerOf(shape) : doubleOf(shape);
    case 'boolean':
      return fc.boolean();
    case 'literals':
      return fc.constantFrom(...shape.values);
    case 'array':
      return arrayOf(shape, side);
    case 'record':
      return recordOf(shape, side);
    case 'object':
      return objectOf(shape, side);
    case 'tagged':
      return fc.oneof(...Object.values(shape.members).map((branch) => objectOf(branch, side)));
    case 'union':
      return fc.oneof(...shape.members.map((branch) => arbitrary(branch, side)));
    case 'refined':
      return arbitrary(shape.inner, side).filter(
        (value) => side === 'input' || shape.violations(value).length === 0,
      );
  }
};

/**
 * Decoded values of a codec.
 *
 * @example
 * fc.assert(fc.property(arbitraryOf(codec), (value) => E.isRight(decode(codec)(codec.encode(value)))));
 */
export const arbitraryOf = <A>(codec: Codec<A>): fc.Arbitrary<A> =>
  arbitrary(codec.shape, 'decoded').filter((value): value is A => codec.is(value));

/** Inputs of a codec's shape, defaults sometimes left out. They keep every constraint, but may break refinements. */
export const arbitraryInputOf = ({ shape }: Pick<Codec<unknown>, 'shape'>): fc.Arbitrary<unknown> =>
  arbitrary(shape, 'input');
