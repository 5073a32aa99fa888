// An io-ts codec that is made of its shape, so that it cannot drift from its JSON Schema.
import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { check } from './check';
import { type DecodeError, renderDecodeError } from './decode-error';
import type { Checked, Issue } from './issue';
import { at } from './json-object';
import { jsonPath } from './json-path';
import type { Shape } from './shape';

/** An io-ts codec of JSON values (they encode as themselves) with the shape that it was made of. */
export interface Codec<A> extends t.Type<A, A, unknown> {
  readonly shape: Shape;
}

/** Any codec of this library. */
export type AnyCodec = t.Mixed & { readonly shape: Shape };

const toDecodeError = ({ path, ...rest }: Issue): DecodeError => ({ path: jsonPath(path), ...rest });

const toValidationError = (
  issue: Issue,
  root: unknown,
  context: t.Context,
  type: t.Mixed,
): t.ValidationError => ({
  value: issue.value,
  context: issue.path.reduce<t.Context>(
    (entries, key, depth) =>
      t.appendContext(entries, String(key), type, at(root, issue.path.slice(0, depth + 1))),
    context,
  ),
  message: renderDecodeError(toDecodeError(issue)),
});

interface Accepted<A> extends Checked {
  readonly value: A;
}

// The codec's author vouches that the shape accepts exactly A; the compiler cannot check it.
const isAccepted = <A>(checked: Checked): checked is Accepted<A> => checked.issues.length === 0;

/**
 * The codec of a shape. The caller vouches that the type parameter is what the shape accepts: prefer the combinators,
 * whose types follow from their arguments.
 */
export const codecOf = <A>(shape: Shape): Codec<A> => {
  const is = (value: unknown): value is A => isAccepted(check(shape, value, 'decoded'));
  const type: t.Type<A, A, unknown> = new t.Type<A, A, unknown>(
    shape.name ?? shape.kind,
    is,
    (input, context) => {
      const checked = check(shape, input, 'input');
      return isAccepted<A>(checked)
        ? t.success(checked.value)
        : t.failures(checked.issues.map((issue) => toValidationError(issue, input, context, type)));
    },
    t.identity,
  );
  return Object.assign(type, { shape });
};

/** A value with its defaults filled in as far as possible, beside everything that is wrong with it. */
export interface Inspection {
  readonly value: unknown;
  readonly errors: readonly DecodeError[];
}

/**
 * Decodes as far as possible: for rules across members whose errors are reported beside those of the members.
 *
 * @example
 * inspect(object({ a: integer(), b: withDefault(integer(), 1) }))({ a: 'x' }).value; // { a: 'x', b: 1 }
 */
export const inspect =
  (codec: AnyCodec) =>
  (input: unknown): Inspection => {
    const { value, issues } = check(codec.shape, input, 'input');
    return { value, errors: issues.map(toDecodeError) };
  };

/**
 * Decodes a JSON value: the value with its defaults filled in, or everything that is wrong with it.
 *
 * @example
 * decode(object({ seed: withDefault(integer({ minimum: 0 }), 123) }))({}); // right({ seed: 123 })
 */
export const decode =
  <A>(codec: Codec<A>) =>
  (input: unknown): E.Either<readonly DecodeError[], A> => {
    const checked = check(codec.shape, input, 'input');
    return isAccepted<A>(checked) ? E.right(checked.value) : E.left(checked.issues.map(toDecodeError));
  };
