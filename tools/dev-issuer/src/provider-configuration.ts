// What the issuer is told of its clients: each gets tokens by its credentials alone, signed with one RSA key.
import { type JWK } from 'jose';
import { type Configuration, errors } from 'oidc-provider';
import type { DevIssuerSettings } from './dev-issuer';

const resourcePrefix = 'urn:audience:';

/** How a request for a token names an audience other than the first: as an absolute URI. */
export const resourceOf = (audience: string): string => `${resourcePrefix}${audience}`;

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/** Nothing is kept: clients are in the settings, and tokens tell by themselves what they are for. */
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
          const asked = known.find((name) => resourceOf(name) === resource);
          if (asked === undefined) throw new errors.InvalidTarget();
          return {
            audience: asked,
            scope: scopes.join(' '),
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
  };
};
