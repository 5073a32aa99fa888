// Erasing one client from the objects below a prefix, whatever they hold.
import type { AwsError } from '@credit-risk/aws-effects';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import type { OfflineObjects, StoredObject } from './offline-objects';

/** The rest of an object once a client is erased from it. */
export interface RestOfObject {
  readonly erased: number;
  /** Null if nothing is left. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** The result of an erasure. */
export interface ErasureReport {
  readonly objectsRead: number;
  readonly objectsChanged: number;
  /** Rows or entries of the client. */
  readonly erased: number;
}

/** An object from which the client could not be erased; those before it are done. */
export interface ObjectNotErased {
  readonly _tag: 'ObjectNotErased';
  readonly uri: string;
  readonly reason: string;
}

/** The rest of an object's bytes, or the reason why it cannot be determined. */
export type RestOf = (
  bytes: Uint8Array<ArrayBuffer>,
) => TE.TaskEither<{ readonly reason: string }, RestOfObject>;

type Failure = AwsError | ObjectNotErased;

const changedMeanwhile = 'it was changed in the meantime: erase again';

const store = (objects: OfflineObjects, uri: string, { version }: StoredObject, rest: RestOfObject) =>
  rest.bytes === null
    ? objects.removeForGood(uri)
    : pipe(
        objects.replaceForGood(uri, version, rest.bytes),
        TE.flatMap((replaced): TE.TaskEither<Failure, void> =>
          replaced
            ? TE.right(undefined)
            : TE.left({ _tag: 'ObjectNotErased', uri, reason: changedMeanwhile }),
        ),
      );

const eraseFrom = (objects: OfflineObjects, restOf: RestOf, uri: string): TE.TaskEither<Failure, number> =>
  pipe(
    objects.read(uri),
    TE.flatMap((found): TE.TaskEither<Failure, number> => {
      if (O.isNone(found)) return TE.right(0);
      return pipe(
        restOf(found.value.bytes),
        TE.mapLeft(({ reason }): Failure => ({ _tag: 'ObjectNotErased', uri, reason })),
        TE.tap((rest) => (rest.erased === 0 ? TE.right(undefined) : store(objects, uri, found.value, rest))),
        TE.map(({ erased }) => erased),
      );
    }),
  );

/** Erases object by object, with one in memory at a time; may be repeated. */
export const eraseFromObjects = (
  objects: OfflineObjects,
  prefix: string,
  restOf: RestOf,
): TE.TaskEither<Failure, ErasureReport> =>
  pipe(
    objects.list(prefix),
    TE.flatMap(TE.traverseSeqArray((uri) => eraseFrom(objects, restOf, uri))),
    TE.map((erased) => ({
      objectsRead: erased.length,
      objectsChanged: erased.filter((rows) => rows > 0).length,
      erased: erased.reduce((sum, rows) => sum + rows, 0),
    })),
  );
