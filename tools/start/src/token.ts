// `npm run token`: a token for the API that an `npm start` has up, by `credit-risk token`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { creditRisk } from './credit-risk';
import { exitCodes, startError, type StartError } from './start-error';
import type { Terminal } from './terminal';

/** The file that says how to request a token of a cloud's issuer, as long as the cloud is up. */
export const tokenFile = (state: string): string => join(state, 'token-source.json');

/** Prints a token, and nothing else. */
export const token = (
  state: string,
  { print, interrupted: signal }: Terminal,
): TE.TaskEither<StartError, void> =>
  existsSync(tokenFile(state))
    ? pipe(
        creditRisk(['token', '--source', tokenFile(state)], { environment: {}, signal }),
        TE.flatMap(({ exitCode, output }) =>
          exitCode === exitCodes.done
            ? TE.right(print(output.trimEnd()))
            : TE.left(startError('The issuer gave no token, see above.', exitCode)),
        ),
      )
    : TE.left(
        startError(
          `No API is up whose state is in ${state}: run npm start, and give the same --rows, --seed, --data or --state.`,
          exitCodes.configuration,
        ),
      );
