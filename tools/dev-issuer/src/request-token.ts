// Gets a token by the grant `client_credentials` (RFC 6749, section 4.4), from any issuer.
import * as TE from 'fp-ts/TaskEither';
import { resourceOf } from './provider-configuration';

/** Who asks for what. */
export interface TokenRequest {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  /** Left out: the audience that the issuer has for all. */
  readonly audience?: string;
}

/** A token that was not given. */
export interface TokenError {
  readonly _tag: 'TokenRefused' | 'IssuerSilent';
  readonly message: string;
}

const tokenError = (_tag: TokenError['_tag'], message: string): TokenError => ({ _tag, message });

// Id and secret are encoded as values of a form are (section 2.3.1).
const formEncoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${formEncoded(id)}:${formEncoded(secret)}`).toString('base64')}`;

const patienceMilliseconds = 10_000;

const ask = (request: TokenRequest): TE.TaskEither<TokenError, Record<string, unknown>> =>
  TE.tryCatch(
    async () => {
      const answer = await fetch(request.tokenUrl, {
        method: 'POST',
        headers: { authorization: basic(request.clientId, request.clientSecret) },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          scope: request.scopes.join(' '),
          ...(request.audience !== undefined && { resource: resourceOf(request.audience) }),
        }),
        signal: AbortSignal.timeout(patienceMilliseconds),
      });
      return Object(await answer.json());
    },
    (cause) => tokenError('IssuerSilent', `${request.tokenUrl} gave no answer: ${String(cause)}`),
  );

/** A token, as an issuer signs it. */
export const requestToken = (request: TokenRequest): TE.TaskEither<TokenError, string> =>
  TE.flatMap(ask(request), ({ access_token: token, error, error_description: description }) =>
    typeof token === 'string'
      ? TE.right(token)
      : TE.left(
          tokenError(
            'TokenRefused',
            `${request.tokenUrl} gives no token: ${String(error)}, ${String(description)}`,
          ),
        ),
  );
