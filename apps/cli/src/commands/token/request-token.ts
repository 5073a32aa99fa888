// Gets a token by the grant `client_credentials` (RFC 6749, section 4.4), from any issuer.
import { array, object, text } from '@credit-risk/io-ts-schema';
import * as TE from 'fp-ts/TaskEither';
import type * as t from 'io-ts';
import { type CliError, commandFailed } from '../../world/cli-error';

/** How a token is requested. */
export const TokenSource = object({
  tokenUrl: text(),
  clientId: text(),
  clientSecret: text(),
  scopes: array(text()),
});

/** How a token is requested. */
export type TokenSource = t.TypeOf<typeof TokenSource>;

// Id and secret are encoded like values of a form (section 2.3.1).
const formEncoded = (value: string): string => new URLSearchParams({ '': value }).toString().slice(1);

const basic = ({ clientId, clientSecret }: TokenSource): string =>
  `Basic ${Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64')}`;

const responseOf = (source: TokenSource, timeout: number): TE.TaskEither<CliError, Record<string, unknown>> =>
  TE.tryCatch(
    async () => {
      const response = await fetch(source.tokenUrl, {
        method: 'POST',
        headers: { authorization: basic(source) },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: source.scopes.join(' ') }),
        signal: AbortSignal.timeout(timeout),
      });
      return Object(await response.json());
    },
    (cause) => commandFailed('permanent', `${source.tokenUrl} gave no response: ${String(cause)}`),
  );

/** A token, as the issuer signed it. */
export const requestToken = (source: TokenSource, timeout: number): TE.TaskEither<CliError, string> =>
  TE.flatMap(responseOf(source, timeout), ({ access_token: token, error, error_description: description }) =>
    typeof token === 'string'
      ? TE.right(token)
      : TE.left(
          commandFailed(
            'permanent',
            `${source.tokenUrl} refused the token: ${String(error)}, ${String(description)}`,
          ),
        ),
  );
