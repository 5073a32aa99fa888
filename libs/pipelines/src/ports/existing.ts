// Calls about a resource that may exist already, or not yet.
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Call } from './ports';

/** Accepts a resource that exists already: the caller of `submit` compares the digests of the requests. */
export const unlessThere = (create: Call<void>): Call<void> =>
  pipe(
    create,
    TE.orElse((error) => (error._tag === 'AlreadyExists' ? TE.right(undefined) : TE.left(error))),
  );

/** The described resource, or null if it does not exist. */
export const ifThere = <A>(describe: Call<A>): Call<A | null> =>
  pipe(
    describe,
    TE.orElse((error): Call<A | null> => (error._tag === 'NotFound' ? TE.right(null) : TE.left(error))),
  );
