// `npm run token`: a token for the API that an `npm start` has up.
import { requestToken } from '@credit-risk/dev-issuer';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as t from 'io-ts';
import { exitCodes, startError, type StartError } from './start-error';

/** How a token is got: by the grant `client_credentials`. */
export const TokenSource = t.type({
  tokenUrl: t.string,
  clientId: t.string,
  clientSecret: t.string,
  scopes: t.array(t.string),
});

/** How a token is got. */
export type TokenSource = t.TypeOf<typeof TokenSource>;

/** Where the source of tokens of a cloud is told, for as long as it is up. */
export const tokenFile = (state: string): string => join(state, 'token-source.json');

/** Prints a token, and nothing else. */
export const token = (state: string, print: (text: string) => void): TE.TaskEither<StartError, void> =>
  pipe(
    TE.tryCatch(
      async (): Promise<unknown> => JSON.parse(await readFile(tokenFile(state), 'utf8')),
      () =>
        startError(
          `No API is up whose state is in ${state}: run npm start, and give the same --rows, --seed, --data or --state.`,
          exitCodes.badInput,
        ),
    ),
    TE.flatMapEither(TokenSource.decode),
    TE.mapLeft((error) =>
      '_tag' in error ? error : startError(`${tokenFile(state)} is not what npm start writes.`),
    ),
    TE.flatMap((source) =>
      pipe(
        requestToken(source),
        TE.mapLeft(({ message }) => startError(message)),
      ),
    ),
    TE.map(print),
  );
