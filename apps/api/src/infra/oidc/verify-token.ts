// Checks tokens of an OpenID Connect issuer like API Gateway's JWT authorizer: for a server without a gateway.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Caller } from '../../domain/caller';

/** The issuer and the audience of valid tokens. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
}

const keysOf = async (issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> => {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const configuration: unknown = await response.json();
  const uri: unknown = Object(configuration).jwks_uri;
  if (typeof uri !== 'string') throw new Error(`${issuer} has no jwks_uri in its configuration`);
  return createRemoteJWKSet(new URL(uri));
};

const words = (value: unknown): readonly string[] => (typeof value === 'string' ? value.split(' ') : []);

/** Reads the caller from a valid token. */
export const tokenVerifier = ({ issuer, audience }: TokenSettings) => {
  let keys: ReturnType<typeof keysOf> | null = null;
  return (token: string): TE.TaskEither<unknown, Caller> =>
    pipe(
      TE.tryCatch(
        () => {
          keys ??= keysOf(issuer).catch((cause: unknown) => {
            keys = null;
            throw cause;
          });
          return keys;
        },
        (cause) => cause,
      ),
      TE.flatMap((found) =>
        TE.tryCatch(
          () => jwtVerify(token, found, { issuer, audience }),
          (cause) => cause,
        ),
      ),
      TE.flatMapEither(({ payload }) => {
        const id = payload.sub ?? payload['client_id'];
        return typeof id === 'string'
          ? E.right({ id, scopes: new Set(words(payload['scope'])) })
          : E.left(new Error('the token has no subject'));
      }),
    );
};
