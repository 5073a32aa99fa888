// An OpenID Connect issuer on the loopback: programs get tokens from it as from a company's issuer.
import * as TE from 'fp-ts/TaskEither';
import { exportJWK, generateKeyPair } from 'jose';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from './oidc-provider';
import { providerConfiguration } from './provider-configuration';
import type { DevIssuerSettings } from './settings';

/** A running issuer. */
export interface DevIssuer {
  /** The issuer that tokens name. */
  readonly url: string;
  /** The token endpoint, for the grant `client_credentials`. */
  readonly tokenUrl: string;
  readonly stop: () => Promise<void>;
}

/** An issuer that could not be started. */
export interface IssuerError {
  readonly _tag: 'IssuerNotStarted';
  readonly message: string;
}

const host = '127.0.0.1';

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: taken }: AddressInfo = Object(server.address());
      resolve(taken);
    });
  });

const signingKey = async () => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
};

const start = async (settings: DevIssuerSettings): Promise<DevIssuer> => {
  const server = createServer();
  const url = `http://${host}:${await listen(server, settings.port)}`;
  const provider = new Provider(url, providerConfiguration(settings, await signingKey()));
  const respond = provider.callback();
  server.on('request', (request, response) => void respond(request, response));
  return {
    url,
    tokenUrl: `${url}/token`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/**
 * Starts an issuer. It makes a new key each time, so tokens of an earlier one are refused.
 *
 * @example
 * await startDevIssuer({
 *   port: 0,
 *   audiences: ['credit-risk'],
 *   clients: [{ id: 'loan-desk', secret: 's', scopes: ['features:read'], lifetimeSeconds: 3600 }],
 * })(); // right({ url: 'http://127.0.0.1:40123', tokenUrl: 'http://127.0.0.1:40123/token', ... })
 */
export const startDevIssuer = (settings: DevIssuerSettings): TE.TaskEither<IssuerError, DevIssuer> =>
  TE.tryCatch(
    () => start(settings),
    (cause) => ({
      _tag: 'IssuerNotStarted',
      message: `The token issuer could not be started on ${host}:${settings.port}: ${
        cause instanceof Error ? cause.message : String(cause)
      }`,
    }),
  );
