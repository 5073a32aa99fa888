// Configures the provider: each client gets tokens by its credentials alone, signed with one RSA key.
import type { JWK } from 'jose';
import type { Configuration } from 'oidc-provider';
import { resourceOf } from './audience';
import { InvalidTarget } from './oidc-provider';
import type { DevIssuerSettings } from './settings';

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/** Nothing is kept: clients are in the settings, and a token holds its own claims. */
const noStore = () => ({
  upsert: nothing,
  find: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
});

/** The configuration of the provider. */
export const providerConfiguration = (
  { audiences: [audience, ...others], clients }: DevIssuerSettings,
  signingKey: JWK,
): Configuration => {
  const known = [audience, ...others];
  const scopes = [...new Set(clients.flatMap((client) => client.scopes))];
  const lifetimes = new Map(clients.map(({ id, lifetimeSeconds }) => [id, lifetimeSeconds]));
  return {
    adapter: noStore,
    jwks: { keys: [signingKey] },
    scopes,
    clients: clients.map((client) => ({
      client_id: client.id,
      client_secret: client.secret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      scope: client.scopes.join(' '),
    })),
    ttl: { ClientCredentials: (_context, _token, { clientId }) => lifetimes.get(clientId) ?? 0 },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resourceOf(audience),
        getResourceServerInfo: (_context, resource) => {
          const requested = known.find((name) => resourceOf(name) === resource);
          if (requested === undefined) throw new InvalidTarget();
          return {
            audience: requested,
            scope: scopes.join(' '),
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
  };
};
