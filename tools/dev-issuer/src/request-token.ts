// Gets a token by the grant `client_credentials` (RFC 6749, section 4.4), from any issuer.
import * as TE from 'fp-ts/TaskEither';
import { resourceOf } from './audience';

/** The client, and what it requests. */
export interface TokenRequest {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  /** Without one, the token has the issuer's default audience. */
  readonly audience?: string;
}

/** A token request that failed. */
export interface TokenError {
  readonly _tag: 'TokenRefused' | 'IssuerSilent';
  readonly message: string;
}

const tokenError = (_tag: TokenError['_tag'], message: string): TokenError => ({ _tag, message });

// The id and the secret are form-encoded (section 2.3.1).
const formEncoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${formEncoded(id)}:${formEncoded(secret)}`).toString('base64')}`;

const timeoutMilliseconds = 10_000;

const requestFrom = (request: TokenRequest): TE.TaskEither<TokenError, Record<string, unknown>> =>
  TE.tryCatch(
    async () => {
      const response = await fetch(request.tokenUrl, {
        method: 'POST',
        headers: { authorization: basic(request.clientId, request.clientSecret) },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          scope: request.scopes.join(' '),
          ...(request.audience !== undefined && { resource: resourceOf(request.audience) }),
        }),
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      return Object(await response.json());
    },
    (cause) => tokenError('IssuerSilent', `${request.tokenUrl} did not respond: ${String(cause)}`),
  );

/** Resolves to the signed token. */
export const requestToken = (request: TokenRequest): TE.TaskEither<TokenError, string> =>
  TE.flatMap(requestFrom(request), ({ access_token: token, error, error_description: description }) =>
    typeof token === 'string'
      ? TE.right(token)
      : TE.left(
          tokenError(
            'TokenRefused',
            `${request.tokenUrl} refused the token request: ${String(error)}, ${String(description)}`,
          ),
        ),
  );
