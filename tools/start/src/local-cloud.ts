// The local cloud as these commands start it.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type LocalSageMaker, readImageTable, startLocalCloud } from '@credit-risk/local-sagemaker';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { pino } from 'pino';
import type { Options } from './options';
import { exitCodes, startError, type StartError } from './start-error';
import { cannotUse, cannotWrite } from './state';
import { imagesFile, ministack } from './workspace';

export interface Account {
  readonly region: string;
  readonly accountId: string;
}

/** A running cloud. */
export type Cloud = LocalSageMaker;

const makeLogFolder = (state: string): TE.TaskEither<StartError, string> => {
  const folder = join(state, 'logs');
  return TE.tryCatch(async () => {
    await mkdir(folder, { recursive: true });
    return folder;
  }, cannotWrite(folder));
};

const logIn = (folder: string) => {
  const file = pino.destination({ dest: join(folder, 'local-sagemaker.log'), sync: false });
  // A log that cannot be written does not end the cloud.
  file.on('error', () => undefined);
  return pino({ name: 'local-sagemaker' }, file);
};

/** Starts the cloud; but for a full disk, whatever keeps it from starting is something to change on the command line. */
export const startCloud = (options: Options, account: Account): TE.TaskEither<StartError, Cloud> =>
  pipe(
    TE.fromEither(readImageTable(options.images ?? imagesFile)),
    TE.mapLeft(({ message }) => startError(message, exitCodes.configuration)),
    TE.bindTo('images'),
    TE.bind('logs', () => makeLogFolder(options.state)),
    TE.flatMap(({ images, logs }) =>
      pipe(
        startLocalCloud({
          ...account,
          images,
          stateFolder: options.state,
          port: options.port,
          s3Port: options.s3Port,
          ministack: [ministack],
          log: logIn(logs),
        }),
        TE.mapLeft(cannotUse),
      ),
    ),
  );

/** Uses a cloud and stops it in the end, in whatever way that comes; a cloud that breaks aborts its use. */
export const useCloud =
  (
    cloud: Cloud,
    interrupted: AbortSignal,
    use: (stopping: AbortSignal) => Promise<E.Either<StartError, void>>,
  ): TE.TaskEither<StartError, void> =>
  async () => {
    const stopping = new AbortController();
    if (interrupted.aborted) stopping.abort();
    interrupted.addEventListener('abort', () => stopping.abort(), { once: true });
    let problem: StartError | undefined;
    void cloud.broken.then(({ message }) => {
      problem = startError(message);
      stopping.abort();
    });
    try {
      const done = await use(stopping.signal);
      return problem === undefined ? done : E.left(problem);
    } finally {
      await cloud.stop();
    }
  };
