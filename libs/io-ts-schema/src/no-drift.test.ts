// Codec and JSON Schema say the same about every value: proved on codecs that are made up at random.
import Ajv2020 from 'ajv/dist/2020';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { arbitraryInputOf, arbitraryOf } from './arbitrary';
import { codecOf, decode, jsonSchema, type Shape } from './index';

const { shape: shapes } = fc.letrec<{ shape: Shape }>((tie) => {
  const key = fc.constantFrom('name', 'seed', 'split', 'kind', 'volume size');
  const text = fc.record(
    {
      kind: fc.constant('text' as const),
      minLength: fc.nat(2),
      maxLength: fc.integer({ min: 4, max: 12 }),
    },
    { requiredKeys: ['kind'] },
  );
  const pattern = fc.record({
    kind: fc.constant('text' as const),
    pattern: fc.constantFrom('[a-z]{1,8}', 'a|b+', 's3://[a-z0-9.-]+(/[^/]+)*'),
  });
  const number = fc.record(
    {
      kind: fc.constant('number' as const),
      integer: fc.boolean(),
      minimum: fc.integer({ min: -9, max: 0 }),
      exclusiveMaximum: fc.integer({ min: 3, max: 9 }),
    },
    { requiredKeys: ['kind', 'integer', 'minimum', 'exclusiveMaximum'] },
  );
  const literals = fc.record({
    kind: fc.constant('literals' as const),
    values: fc.uniqueArray(fc.constantFrom('a', 'spark', 1, 0.5, true, null), { minLength: 1 }),
  });
  const scalar = fc.oneof(text, pattern, number, literals, fc.constant({ kind: 'boolean' as const }));
  const field = fc.record({
    presence: fc.constantFrom('required' as const, 'optional' as const),
    shape: tie('shape'),
  });
  const object = fc.record(
    { kind: fc.constant('object' as const), fields: fc.dictionary(key, field), open: fc.boolean() },
    { requiredKeys: ['kind', 'fields'] },
  );
  const shape = fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.record({ kind: fc.constant('array' as const), items: tie('shape'), minItems: fc.nat(2) }),
    fc.record({
      kind: fc.constant('array' as const),
      items: fc.oneof(text, number, literals),
      maxItems: fc.integer({ min: 1, max: 3 }),
      uniqueItems: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('record' as const),
      keys: fc.constant<Shape>({ kind: 'text', pattern: '[a-z]{1,5}' }),
      values: tie('shape'),
      maxProperties: fc.integer({ min: 1, max: 3 }),
    }),
    object,
    fc.record({
      kind: fc.constant('union' as const),
      members: fc.array(tie('shape'), { minLength: 1, maxLength: 3 }),
    }),
  );
  return { shape };
});

const ajv = new Ajv2020({ strict: true, strictTypes: false, formats: { date: true } });
const shapeAndInput = shapes.chain((shape) =>
  fc.tuple(
    fc.constant(shape),
    fc.oneof(arbitraryInputOf({ shape }), fc.jsonValue({ maxDepth: 2, noUnicodeString: true })),
  ),
);

describe('a codec and its JSON Schema', () => {
  it('accept and refuse the same values', () => {
    const verdicts = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(shapeAndInput, ([shape, input]) => {
        const codec = codecOf<unknown>(shape);
        const verdict = E.isRight(decode(codec)(input));
        verdicts[verdict ? 'accepted' : 'refused'] += 1;
        expect(ajv.validate(jsonSchema(codec), input)).toBe(verdict);
      }),
    );
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(
      (verdicts.accepted + verdicts.refused) / 20,
    );
  });

  it('agree on arbitrary values of the codec, which decode to themselves', () => {
    fc.assert(
      fc.property(
        shapes.chain((shape) => fc.tuple(fc.constant(shape), arbitraryOf(codecOf<unknown>(shape)))),
        ([shape, value]) => {
          const codec = codecOf<unknown>(shape);
          expect(decode(codec)(codec.encode(value))).toEqual(E.right(value));
          expect(codec.decode(value)).toEqual(E.right(value));
          expect(ajv.validate(jsonSchema(codec), value)).toBe(true);
        },
      ),
    );
  });
});
