// A test's OpenID Connect issuer, with the parts that a resource server calls: configuration and keys; and its tokens.
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenClaims {
  readonly scope?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly subject?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
}

export interface TokenIssuer {
  readonly url: string;
  readonly token: (claims?: TokenClaims) => Promise<string>;
  /** A token with the same key id, signed by somebody else. */
  readonly forged: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

export const audience = 'credit-risk-test';
const kid = 'test-key';
const allScopes = 'features:read predictions:read';

export const startTokenIssuer = async (): Promise<TokenIssuer> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const somebodyElse = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }];
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(request.url === '/jwks' ? { keys } : { issuer: url, jwks_uri: `${url}/jwks` }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = Object(server.address());
  const url = `http://127.0.0.1:${port}`;
  const sign = (key: typeof privateKey, claims: TokenClaims) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ scope: claims.scope ?? allScopes })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setSubject(claims.subject ?? 'loan-desk')
      .setIssuer(claims.issuer ?? url)
      .setAudience(claims.audience ?? audience)
      .setIssuedAt(now - 7200)
      .setExpirationTime(now + (claims.expiresIn ?? 3600))
      .sign(key);
  };
  return {
    url,
    token: (claims = {}) => sign(privateKey, claims),
    forged: () => sign(somebodyElse.privateKey, {}),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
