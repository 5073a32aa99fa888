// The folder with all state of a cloud, and what to say when it does not serve.
import { makeStateFolder } from '@credit-risk/local-sagemaker';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { exitCodes, startError, type StartError } from './start-error';

const diskFull = 'DiskFull';

/** What keeps a cloud from starting is something to change on the command line, but for a full disk. */
export const cannotUse = ({
  _tag,
  message,
}: {
  readonly _tag: string;
  readonly message: string;
}): StartError => startError(message, _tag === diskFull ? exitCodes.permanent : exitCodes.configuration);

/** The folder, made if need be. */
export const makeState = (folder: string): TE.TaskEither<StartError, void> =>
  pipe(TE.fromEither(makeStateFolder(folder)), TE.mapLeft(cannotUse));

const isFull = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';

/** The error of a place below the folder that cannot be written. */
export const cannotWrite =
  (path: string) =>
  (cause: unknown): StartError =>
    startError(
      `${path} cannot be written (${cause instanceof Error ? cause.message : String(cause)}): make room for it, or choose another folder with --state.`,
      isFull(cause) ? exitCodes.permanent : exitCodes.configuration,
    );
