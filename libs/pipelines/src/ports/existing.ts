// Calls about a resource that may exist already, or not yet.
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Call } from './ports';

/** A resource that is there already was made by the same request: the caller of `submit` compares the digests. */
export const unlessThere = (create: Call<void>): Call<void> =>
  pipe(
    create,
    TE.orElse((error) => (error._tag === 'AlreadyExists' ? TE.right(undefined) : TE.left(error))),
  );

/** What is described, or null if it is not there. */
export const ifThere = <A>(describe: Call<A>): Call<A | null> =>
  pipe(
    describe,
    TE.orElse((error): Call<A | null> => (error._tag === 'NotFound' ? TE.right(null) : TE.left(error))),
  );
