import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { arbitraryInputOf, arbitraryOf } from './arbitrary';
import {
  array,
  calendarDate,
  decode,
  integer,
  literals,
  nullable,
  number,
  object,
  optional,
  record,
  refined,
  taggedUnion,
  text,
  withDefault,
} from './index';

const codec = object({
  project: text({ pattern: '[a-z][a-z0-9-]{0,19}' }),
  asOf: calendarDate(),
  note: optional(text({ maxLength: 10 })),
  seed: withDefault(integer({ minimum: 0, maximum: 2 ** 32 - 1 }), 123),
  share: withDefault(number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }), 0.25),
  tags: record(text({ minLength: 1 }), text()),
  algorithm: taggedUnion('name', {
    forest: { depth: withDefault(nullable(integer({ minimum: 1 })), null) },
    logistic: { c: number({ exclusiveMinimum: 0 }) },
  }),
  machines: refined(
    object({
      engine: literals(['duckdb', 'spark']),
      counts: array(integer({ minimum: 1 }), { minItems: 1 }),
    }),
    ({ engine, counts }) =>
      engine === 'duckdb' && counts.length > 1 ? [{ path: ['counts'], expectation: 'one' }] : [],
  ),
});

describe('arbitrary values of a codec', () => {
  it('are values of the codec, refinements and all, and decode to themselves', () => {
    fc.assert(
      fc.property(arbitraryOf(codec), (value) => {
        expect(decode(codec)(JSON.parse(JSON.stringify(codec.encode(value))))).toEqual(E.right(value));
      }),
    );
  });

  it('reach every alternative', () => {
    const names = fc.sample(arbitraryOf(codec), 50).map(({ algorithm }) => algorithm.name);
    expect(new Set(names)).toEqual(new Set(['forest', 'logistic']));
  });
});

describe('arbitrary inputs of a codec', () => {
  it('sometimes leave out what has a default, which decoding fills in', () => {
    const inputs = fc.sample(arbitraryInputOf(object({ seed: withDefault(integer(), 123) })), 50);
    const seeds = inputs.map((input) => decode(object({ seed: withDefault(integer(), 123) }))(input));
    expect(seeds.every(E.isRight)).toBe(true);
    expect(inputs.some((input) => JSON.stringify(input) === '{}')).toBe(true);
  });
});
