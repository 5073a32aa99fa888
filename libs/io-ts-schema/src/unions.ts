// Combinators for alternatives and for rules that go beyond one value's shape.
import type * as t from 'io-ts';
import { type AnyCodec, type Codec, codecOf } from './codec';
import { type Fields, fieldShapes, type ObjectOf } from './collections';
import type { Annotations, ObjectConstraints, Violation } from './shape';

/** One of several kinds of value. The errors of an object are those of the kind that it comes closest to. */
export const union = <const M extends readonly [AnyCodec, AnyCodec, ...AnyCodec[]]>(
  members: M,
  options: Annotations = {},
): Codec<t.TypeOf<M[number]>> =>
  codecOf({ kind: 'union', members: members.map((member) => member.shape), ...options });

/** The value or `null`. */
export const nullable = <A>(codec: Codec<A>, options: Annotations = {}): Codec<A | null> =>
  codecOf({ kind: 'union', members: [codec.shape, { kind: 'literals', values: [null] }], ...options });

type Tagged<T extends string, M extends Readonly<Record<string, Fields>>> = {
  [K in keyof M]: { readonly [P in T]: K } & ObjectOf<M[K]>;
}[keyof M];

/**
 * Objects that one member tells apart; errors are those of the alternative that the member names.
 *
 * @example
 * taggedUnion('name', { forest: { trees: integer() }, logistic: { c: number() } });
 * // Codec<{ name: 'forest'; trees: number } | { name: 'logistic'; c: number }>
 */
export const taggedUnion = <T extends string, const M extends Readonly<Record<string, Fields>>>(
  tag: T,
  members: M,
  { open = false, ...options }: ObjectConstraints & Annotations = {},
): Codec<Tagged<T, M>> =>
  codecOf({
    kind: 'tagged',
    tag,
    members: Object.fromEntries(
      Object.entries(members).map(([name, fields]) => [
        name,
        {
          kind: 'object',
          open,
          fields: {
            [tag]: { presence: 'required', shape: { kind: 'literals', values: [name] } },
            ...fieldShapes(fields),
          },
        },
      ]),
    ),
    ...options,
  });

/**
 * A codec with a rule that JSON Schema cannot express. The rule sees only values of the right shape. For a value that
 * breaks it, it gives the place and the expectation.
 */
export const refined = <A>(
  codec: Codec<A>,
  violations: (value: A) => readonly Violation[],
  options: Annotations = {},
): Codec<A> =>
  codecOf({
    kind: 'refined',
    inner: codec.shape,
    violations: (value) => (codec.is(value) ? violations(value) : []),
    ...options,
  });

/**
 * A codec whose values the type checker tells apart.
 *
 * @example
 * interface ClientIdBrand { readonly ClientId: unique symbol }
 * const ClientId = branded<number, ClientIdBrand>(integer({ minimum: 1 }), { name: 'ClientId' });
 */
export const branded = <A, B>(codec: Codec<A>, options: Annotations = {}): Codec<t.Branded<A, B>> =>
  codecOf({ ...codec.shape, ...options });

/** The codec with its own name, description or expectation. */
export const annotated = <A>(codec: Codec<A>, options: Annotations): Codec<A> =>
  codecOf({ ...codec.shape, ...options });
