// Combinators for lists, records and objects.
import type * as t from 'io-ts';
import { type AnyCodec, type Codec, codecOf } from './codec';
import type {
  Annotations,
  ArrayConstraints,
  FieldShape,
  Literal,
  ObjectConstraints,
  RecordConstraints,
} from './shape';

/** A list of values of one kind. */
export const array = <A>(
  items: Codec<A>,
  options: ArrayConstraints & Annotations = {},
): Codec<readonly A[]> => codecOf({ kind: 'array', items: items.shape, ...options });

/**
 * A list in which no value is given twice.
 *
 * @example
 * distinct(text({ pattern: 'subnet-[0-9a-f]+' }), { maxItems: 16 });
 */
export const distinct = <A extends Literal>(
  items: Codec<A>,
  options: ArrayConstraints & Annotations = {},
): Codec<readonly A[]> => codecOf({ kind: 'array', items: items.shape, uniqueItems: true, ...options });

/** An object with any keys of one kind. */
export const record = <A>(
  keys: Codec<string>,
  values: Codec<A>,
  options: RecordConstraints & Annotations = {},
): Codec<Readonly<Record<string, A>>> =>
  codecOf({ kind: 'record', keys: keys.shape, values: values.shape, ...options });

/** A member that may be missing. */
export interface Optional<C extends AnyCodec> {
  readonly presence: 'optional';
  readonly codec: C;
}

/** A member that is filled in when missing. */
export interface Defaulted<C extends AnyCodec> {
  readonly presence: 'default';
  readonly codec: C;
  readonly default: unknown;
}

/** A member that may be missing. */
export const optional = <C extends AnyCodec>(codec: C): Optional<C> => ({ presence: 'optional', codec });

type Input<A> = A extends readonly unknown[] ? A : A extends object ? Partial<A> : A;

/**
 * A member that is filled in when missing. The default of an object is decoded as if it had been given, so it need
 * only hold what has no default itself.
 */
export const withDefault = <C extends AnyCodec>(codec: C, value: Input<t.TypeOf<C>>): Defaulted<C> => ({
  presence: 'default',
  codec,
  default: value,
});

export type Fields = Readonly<Record<string, AnyCodec | Optional<AnyCodec> | Defaulted<AnyCodec>>>;

type FieldType<F> = F extends AnyCodec
  ? t.TypeOf<F>
  : F extends { readonly codec: infer C extends AnyCodec }
    ? t.TypeOf<C>
    : never;
/** The decoded type of an object with these fields; comments on the fields stay. */
export type ObjectOf<F extends Fields> = {
  readonly [K in keyof F as F[K] extends Optional<AnyCodec> ? never : K]: FieldType<F[K]>;
} & { readonly [K in keyof F as F[K] extends Optional<AnyCodec> ? K : never]?: FieldType<F[K]> };

const fieldShape = (field: Fields[string]): FieldShape => {
  if (!('presence' in field)) return { presence: 'required', shape: field.shape };
  return field.presence === 'optional'
    ? { presence: 'optional', shape: field.codec.shape }
    : { presence: 'default', shape: field.codec.shape, default: field.default };
};

/** The shapes of an object's fields. */
export const fieldShapes = (fields: Fields): Readonly<Record<string, FieldShape>> =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldShape(field)]));

/**
 * An object with these members and no other: an unknown key is an error that names the likely one, or, where the
 * object is `open`, dropped.
 *
 * @example
 * object({ seed: withDefault(integer(), 123), name: text(), note: optional(text()) });
 * // Codec<{ seed: number; name: string; note?: string }>
 */
export const object = <const F extends Fields>(
  fields: F,
  options: ObjectConstraints & Annotations = {},
): Codec<ObjectOf<F>> => codecOf({ kind: 'object', fields: fieldShapes(fields), ...options });
