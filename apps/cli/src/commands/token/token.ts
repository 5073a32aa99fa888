// `token`: an access token for the scoring API, from the issuer that a file names.
import { decode, renderDecodeErrors } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { badArguments, type CliError } from '../../world/cli-error';
import type { Command } from '../../world/command';
import { requestToken, TokenSource } from './request-token';

/** Options of `token`. */
export interface TokenOptions {
  /** A JSON file with `tokenUrl`, `clientId`, `clientSecret` and `scopes`. */
  readonly source: string;
}

const longestRequest = 10_000;

const wrong = (source: string, reason: string): CliError =>
  badArguments(`--source is ${JSON.stringify(source)}: ${reason}`);

const decodeSource = (source: string, json: string): E.Either<CliError, TokenSource> =>
  pipe(
    E.tryCatch(
      (): unknown => JSON.parse(json),
      () => wrong(source, 'the file is not JSON'),
    ),
    E.flatMap((value) =>
      pipe(
        decode(TokenSource)(value),
        E.mapLeft((errors) => wrong(source, renderDecodeErrors(errors))),
      ),
    ),
  );

/** Requests a token. */
export const token =
  ({ source }: TokenOptions): Command =>
  ({ readFile }) =>
    pipe(
      readFile(source),
      TE.mapLeft((reason) => wrong(source, reason)),
      TE.flatMapEither((json) => decodeSource(source, json)),
      TE.flatMap((found) => requestToken(found, longestRequest)),
    );
