// What decoding yields and what its errors say, one case a sentence.
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import {
  array,
  boolean,
  type Codec,
  decode,
  distinct,
  inspect,
  integer,
  literals,
  number,
  object,
  optional,
  record,
  renderDecodeErrors,
  text,
  withDefault,
} from './index';

const sentences = <A>(codec: Codec<A>, input: unknown): readonly string[] => {
  const result = decode(codec)(input);
  return E.isLeft(result) ? renderDecodeErrors(result.left).split('\n') : [];
};

const stage = object({
  instanceType: text({ pattern: 'ml\\..+', expectation: 'an instance type' }),
  instanceCount: withDefault(integer({ minimum: 1, maximum: 100 }), 1),
  engine: withDefault(literals(['duckdb', 'spark']), 'duckdb'),
  note: optional(text({ maxLength: 5 })),
});

describe('decoding an object', () => {
  it('fills in defaults and leaves out what is optional', () => {
    expect(decode(stage)({ instanceType: 'ml.m5.large' })).toEqual(
      E.right({ instanceType: 'ml.m5.large', instanceCount: 1, engine: 'duckdb' }),
    );
  });

  it('names what a list of distinct values has twice, and where it was before', () => {
    const subnets = distinct(text());
    expect(decode(subnets)(['a', 'b'])).toEqual(E.right(['a', 'b']));
    expect(sentences(subnets, ['a', 'b', 'a'])).toEqual([
      '$[2] is "a"; expected each item once, and it is at 0 already',
    ]);
  });

  it('drops unknown keys where it is open, at every depth, and no other fault', () => {
    const answer = object({ id: text(), inner: object({ a: integer() }, { open: true }) }, { open: true });
    expect(decode(answer)({ id: 'x', inner: { a: 1, b: 2 }, more: [] })).toEqual(
      E.right({ id: 'x', inner: { a: 1 } }),
    );
    expect(sentences(answer, { id: 3, inner: { b: 2 } })).toHaveLength(2);
    expect(answer.is({ id: 'x', inner: { a: 1 }, more: [] })).toBe(false);
  });

  it('has the type that its members give it', () => {
    type Stage = t.TypeOf<typeof stage>;
    const value: Stage = { instanceType: 'ml.m5.large', instanceCount: 1, engine: 'spark' };
    // @ts-expect-error: the engine is one of two
    const wrong: Stage = { ...value, engine: 'pandas' };
    expect([stage.is(value), stage.is(wrong)]).toEqual([true, false]);
  });

  it('yields every error at once, with place, value and expectation', () => {
    expect(sentences(stage, { instanceCount: 0, engine: 'sparc', note: 'too long' })).toEqual([
      '$.instanceType is missing; expected an instance type',
      '$.instanceCount is 0; expected an integer from 1 to 100',
      `$.engine is "sparc"; expected one of "duckdb", "spark"; did you mean 'spark'?`,
      '$.note is "too long"; expected text of at most 5 characters',
    ]);
  });

  it('refuses an unknown key and names the likely one', () => {
    expect(sentences(stage, { instanceType: 'ml.m5.large', instance_count: 2 })).toEqual([
      "$.instance_count is 2; expected one of the keys instanceType, instanceCount, engine, note; did you mean 'instanceCount'?",
    ]);
  });

  it('suggests a key also where it is there already, by hand or by default', () => {
    const [sentence] = sentences(stage, { instanceType: 'ml.m5.large', instanceTypes: 'x' });
    expect(sentence).toContain("did you mean 'instanceType'?");
  });

  it.each([['a text'], [null], [[]], [3]])('expects an object where it finds %j', (input) => {
    expect(sentences(stage, input)).toEqual([`$ is ${JSON.stringify(input)}; expected an object`]);
  });

  it('is not misled by keys that every object inherits', () => {
    const input: unknown = JSON.parse('{"__proto__": {"instanceType": "ml.m5.large"}, "constructor": 1}');
    expect(sentences(stage, input)).toHaveLength(3);
    expect(decode(record(text(), integer()))(JSON.parse('{"__proto__": 1}'))).toEqual(
      E.right(JSON.parse('{"__proto__": 1}')),
    );
  });

  it('does not take a value for decoded while a default is missing', () => {
    expect(stage.is({ instanceType: 'ml.m5.large' })).toBe(false);
  });

  it('decodes the default of an object as if it had been given', () => {
    const codec = object({ split: withDefault(object({ share: withDefault(number(), 0.25) }), {}) });
    expect(decode(codec)({})).toEqual(E.right({ split: { share: 0.25 } }));
  });
});

describe('decoding numbers and texts at their bounds', () => {
  const accepts = <A>(codec: Codec<A>, inputs: readonly unknown[]): readonly boolean[] =>
    inputs.map((input) => E.isRight(decode(codec)(input)));

  it('includes minimum and maximum, and excludes exclusive ones', () => {
    expect(accepts(integer({ minimum: 1, maximum: 3 }), [0, 1, 3, 4])).toEqual([false, true, true, false]);
    const share = number({ exclusiveMinimum: 0, exclusiveMaximum: 1 });
    expect(accepts(share, [0, 1e-9, 1 - 1e-9, 1])).toEqual([false, true, true, false]);
  });

  it('takes only integers that a double holds exactly, and only finite numbers', () => {
    expect(accepts(integer(), [2 ** 53 - 1, 2 ** 53, 1.5, '1'])).toEqual([true, false, false, false]);
    expect(accepts(number(), [1e308, Infinity, NaN])).toEqual([true, false, false]);
  });

  it('counts characters, not the units that they are stored in', () => {
    expect(accepts(text({ minLength: 1, maxLength: 1 }), ['', '😀', '😀😀'])).toEqual([false, true, false]);
  });

  it('matches a pattern against the whole text', () => {
    expect(accepts(text({ pattern: 'a|b+' }), ['a', 'bb', 'ab', 'a\n'])).toEqual([true, true, false, false]);
  });
});

describe('decoding lists and records', () => {
  it('yields the index of a wrong item', () => {
    expect(sentences(object({ items: array(boolean()) }), { items: [true, 1, 'x'] })).toEqual([
      '$.items[1] is 1; expected true or false',
      '$.items[2] is "x"; expected true or false',
    ]);
  });

  it.each([
    [[], 'a list of at least 1 item'],
    [[1, 2, 3], 'a list of at most 2 items'],
    ['x', 'a list'],
  ])('says of %j that it expected %s', (input, expectation) => {
    expect(sentences(array(integer(), { minItems: 1, maxItems: 2 }), input)).toEqual([
      `$ is ${JSON.stringify(input)}; expected ${expectation}`,
    ]);
  });

  it('yields wrong keys and wrong values of a record, in brackets if the key is not an identifier', () => {
    const tags = record(text({ pattern: '[a-z:-]+', expectation: 'lower case' }), text(), {
      maxProperties: 2,
    });
    expect(sentences(tags, { 'cost-center': 1, A: 'x' })).toEqual([
      '$["cost-center"] is 1; expected text',
      '$.A is "A"; expected a key that is lower case',
    ]);
    expect(sentences(tags, { a: '', b: '', c: '' })).toEqual([
      '$ is {"a":"","b":"","c":""}; expected at most 2 keys',
    ]);
  });
});

describe('inspecting', () => {
  it('fills in defaults beside errors', () => {
    expect(inspect(stage)({ instanceType: 7 })).toEqual({
      value: { instanceType: 7, instanceCount: 1, engine: 'duckdb' },
      errors: [{ path: '$.instanceType', value: 7, expectation: 'an instance type' }],
    });
  });
});

describe('a codec inside plain io-ts', () => {
  it('reports the same sentences, at the place in the whole', () => {
    const result = t.type({ stage }).decode({ stage: { instanceType: 'ml.x', instanceCount: 'many' } });
    const [error] = E.isLeft(result) ? result.left : [];
    expect(error?.context.map(({ key }) => key)).toEqual(['', 'stage', 'instanceCount']);
    expect(error?.value).toBe('many');
    expect(error?.message).toBe('$.instanceCount is "many"; expected an integer from 1 to 100');
  });
});
