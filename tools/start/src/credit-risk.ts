// The command line `credit-risk` as a process, as a person or a scheduler calls it.
import { type Codec, decode } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type * as TE from 'fp-ts/TaskEither';
import { type Ended, type Program, runToEnd } from './child-process';
import { startError, type StartError } from './start-error';
import { fromSource } from './workspace';

/** Runs a command of `credit-risk` to its end. */
export const creditRisk = (
  args: readonly string[],
  settings: Pick<Program, 'environment' | 'signal' | 'onError'>,
): TE.TaskEither<StartError, Ended> =>
  runToEnd({ file: process.execPath, args: fromSource('apps/cli/src/main.ts', ...args), ...settings });

const lastLineOf = (output: string): string => output.trimEnd().split('\n').at(-1) ?? '';

/** The result of a command: the last line of its standard output. */
export const resultOf =
  <A>(codec: Codec<A>, command: string) =>
  ({ output }: Ended): E.Either<StartError, A> =>
    pipe(
      E.tryCatch(
        (): unknown => JSON.parse(lastLineOf(output)),
        () => startError(`credit-risk ${command} ended without a result on its last line.`),
      ),
      E.flatMap((value) =>
        pipe(
          decode(codec)(value),
          E.mapLeft(() => startError(`The result of credit-risk ${command} is not as expected.`)),
        ),
      ),
    );

/** The message of the error that a command ended with: that of the last JSON line of its standard error. */
export const messageOf = (errors: string): string => {
  const line = lastLineOf(errors);
  return pipe(
    E.tryCatch(
      (): unknown => Object(JSON.parse(line)).msg,
      () => line,
    ),
    E.match(
      (text) => text,
      (message) => (typeof message === 'string' ? message : line),
    ),
  );
};
