// Files that jobs write for the pipeline.
import type { Codec } from '@credit-risk/io-ts-schema';
import type { StageName } from '@credit-risk/sagemaker-jobs';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { call, fail } from '../ports/effect';
import { ifThere } from '../ports/existing';
import type { Effect } from '../ports/ports';
import { decodeFile } from './run-files';

/** The bytes of a file that a stage made; an error if it does not exist. */
export const readProductBytes = (stage: StageName, uri: string): Effect<Uint8Array> =>
  pipe(
    call(`read ${uri}`, ({ objects }) =>
      pipe(
        ifThere(objects.read(uri)),
        TE.map((found) => found ?? O.none),
      ),
    ),
    RTE.flatMap((found) =>
      O.isNone(found) ? fail<Uint8Array>({ _tag: 'FileMissing', stage, uri }) : RTE.right(found.value),
    ),
  );

/** A JSON file that a stage made; `select` picks what the codec describes out of it. */
export const readProduct = <A>(
  stage: StageName,
  codec: Codec<A>,
  uri: string,
  select: (json: unknown) => unknown,
): Effect<A> =>
  pipe(
    readProductBytes(stage, uri),
    RTE.flatMap((bytes) => RTE.fromEither(decodeFile(codec, uri, bytes, select))),
  );

/** An error unless a file of a stage exists. */
export const requireProduct = (stage: StageName, uri: string): Effect<void> =>
  pipe(
    call(`look for ${uri}`, ({ objects }) => objects.list(uri)),
    RTE.flatMap((found) =>
      found.some((object) => object.uri === uri)
        ? RTE.right(undefined)
        : fail<void>({ _tag: 'FileMissing', stage, uri }),
    ),
  );
