// The files of a run in S3: its configuration, its attempts, its manifests.
import { canonicalJson } from '@credit-risk/config';
import { type Codec, decode } from '@credit-risk/io-ts-schema';
import { outputUris, type Run, type StageName } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import { Attempt } from './attempt';
import { call } from '../ports/effect';
import { Manifest } from './manifest';
import type { FileMalformed } from '../errors/job-errors';
import type { Effect } from '../ports/ports';

const jsonOf = (bytes: Uint8Array): E.Either<string, unknown> =>
  E.tryCatch((): unknown => JSON.parse(Buffer.from(bytes).toString('utf8')), String);

const malformed = (uri: string, problems: FileMalformed['problems']): FileMalformed => ({
  _tag: 'FileMalformed',
  uri,
  problems,
});

/** A file's bytes as a value of a codec; `select` picks the part of its JSON that the codec describes. */
export const decodeFile = <A>(
  codec: Codec<A>,
  uri: string,
  bytes: Uint8Array,
  select: (json: unknown) => unknown = (json) => json,
): E.Either<FileMalformed, A> =>
  pipe(
    jsonOf(bytes),
    E.mapLeft((value) => malformed(uri, [{ path: '$', value, expectation: 'JSON' }])),
    E.flatMap((json) =>
      pipe(
        decode(codec)(select(json)),
        E.mapLeft((problems) => malformed(uri, problems)),
      ),
    ),
  );

const readJson = <A>(codec: Codec<A>, what: string, uri: string): Effect<O.Option<A>> =>
  pipe(
    call(`read ${what} ${uri}`, ({ objects }) => objects.read(uri)),
    RTE.flatMap((found) =>
      O.isNone(found)
        ? RTE.right(O.none)
        : pipe(RTE.fromEither(decodeFile(codec, uri, found.value)), RTE.map(O.some)),
    ),
  );

/** The manifest of a stage; none while the stage is not complete. */
export const readManifest = (run: Run, stage: StageName): Effect<O.Option<Manifest>> =>
  readJson(Manifest, 'the manifest', outputUris(run).manifest(stage));

/** Writes the manifest unless there is one: the first result of a stage stays. Returns the one that counts. */
export const writeManifest = (run: Run, manifest: Manifest): Effect<Manifest> => {
  const uri = outputUris(run).manifest(manifest.stage);
  return pipe(
    call(`write the manifest ${uri}`, ({ objects }) => objects.writeNew(uri, canonicalJson(manifest))),
    RTE.flatMap((isNew) => (isNew ? RTE.right(O.none) : readManifest(run, manifest.stage))),
    RTE.map(O.getOrElse(() => manifest)),
  );
};

const attemptFile = /^([1-9][0-9]*)\.json$/;

/** The number of the latest attempt; 0 if there is none. */
export const latestAttempt = (run: Run, stage: StageName): Effect<number> => {
  const folder = `${outputUris(run).attempts(stage)}/`;
  return pipe(
    call(`list the attempts ${folder}`, ({ objects }) => objects.list(folder)),
    RTE.map((found) => found.map(({ uri }) => attemptFile.exec(uri.slice(folder.length))?.[1] ?? 0)),
    RTE.map((numbers) => Math.max(0, ...numbers.map(Number))),
  );
};

/** The record of the run's attempt; none if it was never opened. */
export const readAttempt = (run: Run, stage: StageName): Effect<O.Option<Attempt>> =>
  readJson(Attempt, 'the attempt', outputUris(run).attempt(stage));

/** Records an attempt; false if another runner recorded the same number first. */
export const writeAttempt = (run: Run, attempt: Attempt): Effect<boolean> => {
  const uri = outputUris(run).attempt(attempt.stage);
  return call(`record the attempt ${uri}`, ({ objects }) => objects.writeNew(uri, canonicalJson(attempt)));
};
