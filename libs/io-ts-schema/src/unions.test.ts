// Alternatives, and rules that go beyond one value's shape.
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import {
  annotated,
  branded,
  calendarDate,
  type Codec,
  decode,
  integer,
  literals,
  nullable,
  number,
  object,
  refined,
  renderDecodeErrors,
  taggedUnion,
  text,
  union,
  withDefault,
} from './index';

const sentences = <A>(codec: Codec<A>, input: unknown): readonly string[] => {
  const result = decode(codec)(input);
  return E.isLeft(result) ? renderDecodeErrors(result.left).split('\n') : [];
};

describe('decoding alternatives', () => {
  const algorithm = taggedUnion('name', {
    forest: { trees: withDefault(integer({ minimum: 1 }), 100) },
    logistic: { c: number({ exclusiveMinimum: 0 }) },
  });

  it('speaks only of the alternative that the tag names', () => {
    expect(sentences(algorithm, { name: 'logistic', trees: 5 })).toEqual([
      '$.trees is 5; expected one of the keys name, c',
      '$.c is missing; expected a number above 0',
    ]);
  });

  it('names the likely tag', () => {
    expect(sentences(algorithm, { name: 'forrest' })).toEqual([
      `$.name is "forrest"; expected one of "forest", "logistic"; did you mean 'forest'?`,
    ]);
    expect(sentences(algorithm, { name: 'constructor' })).toHaveLength(1);
    expect(sentences(algorithm, {})).toEqual(['$.name is missing; expected one of "forest", "logistic"']);
  });

  it('types the alternatives by their tag', () => {
    const trees = (value: t.TypeOf<typeof algorithm>): number =>
      value.name === 'forest' ? value.trees : value.c;
    expect(E.map(trees)(decode(algorithm)({ name: 'forest' }))).toEqual(E.right(100));
  });

  it('speaks of the alternative that an untagged object comes closest to', () => {
    const image = union([
      object({ repository: text({ minLength: 1 }), tag: text({ minLength: 1 }) }),
      object({ uri: text() }),
    ]);
    expect(sentences(image, { repository: 'a', tag: '' })).toEqual([
      '$.tag is ""; expected text of at least 1 character',
    ]);
    expect(sentences(image, 'x')).toEqual(['$ is "x"; expected an object']);
  });

  it('offers all alternatives of a single value', () => {
    const threshold = union([number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }), literals(['base-rate'])]);
    expect(sentences(threshold, 'baserate')).toEqual([
      `$ is "baserate"; expected a number above 0 and below 1 or "base-rate"; did you mean 'base-rate'?`,
    ]);
    expect(sentences(nullable(integer({ minimum: 1 })), 0)).toEqual([
      '$ is 0; expected an integer of at least 1 or null',
    ]);
    expect(decode(nullable(integer()))(null)).toEqual(E.right(null));
  });
});

describe('decoding by rules', () => {
  it.each(['2020-02-30', '2021-02-29', '2020-13-01', '2020-1-1', '2020-01-01T00:00:00Z', 20200101])(
    'refuses %j as a day of the calendar',
    (input) => {
      expect(sentences(calendarDate(), input)).toEqual([
        `$ is ${JSON.stringify(input)}; expected a day of the calendar (YYYY-MM-DD)`,
      ]);
    },
  );

  it('accepts the 29th of February of a leap year', () => {
    expect(E.isRight(decode(calendarDate())('2020-02-29'))).toBe(true);
  });

  it('applies a rule only to a value of the right shape, and names the place that the rule names', () => {
    const range = refined(object({ from: integer(), to: integer() }), ({ from, to }) =>
      from <= to ? [] : [{ path: ['to'], expectation: `at least ${from} ($.from)` }],
    );
    expect(sentences(range, { from: 3, to: 1 })).toEqual(['$.to is 1; expected at least 3 ($.from)']);
    expect(sentences(range, { from: 3, to: 'x' })).toEqual(['$.to is "x"; expected an integer']);
  });

  it('brands values without changing them', () => {
    interface ClientIdBrand {
      readonly ClientId: unique symbol;
    }
    const ClientId = branded<number, ClientIdBrand>(integer({ minimum: 1 }), { name: 'ClientId' });
    const result: E.Either<unknown, t.Branded<number, ClientIdBrand>> = decode(ClientId)(5);
    expect(result).toEqual(E.right(5));
    expect(ClientId.name).toBe('ClientId');
  });

  it('uses the expectation that a codec is annotated with', () => {
    expect(sentences(annotated(text(), { expectation: 'a role, here or at the top' }), 1)).toEqual([
      '$ is 1; expected a role, here or at the top',
    ]);
  });
});
