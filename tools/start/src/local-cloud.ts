// The local cloud as these commands start it.
import { join } from 'node:path';
import { createWriteStream, mkdirSync } from 'node:fs';
import { type LocalSageMaker, readImageTable, startLocalCloud } from '@credit-risk/local-sagemaker';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { pino } from 'pino';
import type { Options } from './options';
import { exitCodes, startError, type StartError } from './start-error';
import { imagesFile, ministack } from './workspace';

export interface Account {
  readonly region: string;
  readonly accountId: string;
}

/** A running cloud. */
export type Cloud = LocalSageMaker;

const logFile = (state: string): string => join(state, 'logs', 'local-sagemaker.log');

/** Starts the cloud; whatever keeps it from starting is something to change on the command line. */
export const startCloud = (options: Options, account: Account): TE.TaskEither<StartError, Cloud> =>
  pipe(
    TE.fromEither(readImageTable(options.images ?? imagesFile)),
    TE.flatMap((images) => {
      mkdirSync(join(options.state, 'logs'), { recursive: true });
      return startLocalCloud({
        ...account,
        images,
        stateFolder: options.state,
        port: options.port,
        s3Port: options.s3Port,
        ministack: [ministack],
        log: pino({ name: 'local-sagemaker' }, createWriteStream(logFile(options.state), { flags: 'a' })),
      });
    }),
    TE.mapLeft(({ message }) => startError(message, exitCodes.badInput)),
  );
