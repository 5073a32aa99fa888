import * as E from 'fp-ts/Either';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type DevIssuer, type DevIssuerSettings, requestToken, startDevIssuer } from '../src';

const loanDesk = {
  id: 'loan-desk',
  secret: 'a secret: with % and +',
  scopes: ['features:read', 'predictions:read'],
  lifetimeSeconds: 3600,
};
const reporting = { id: 'reporting', secret: 'r', scopes: ['features:read'], lifetimeSeconds: 60 };
const settings: DevIssuerSettings = {
  port: 0,
  audiences: ['credit-risk', 'other-audience'],
  clients: [loanDesk, reporting],
};

const issuers: DevIssuer[] = [];
const started = async (given = settings): Promise<DevIssuer> => {
  const issuer = await startDevIssuer(given)();
  if (E.isLeft(issuer)) throw new Error(issuer.left.message);
  issuers.push(issuer.right);
  return issuer.right;
};
afterAll(() => Promise.all(issuers.map(({ stop }) => stop())));

const tokenFor = (
  { tokenUrl }: DevIssuer,
  { id, secret }: { readonly id: string; readonly secret: string },
  scopes: readonly string[],
  audience?: string,
) =>
  requestToken({
    tokenUrl,
    clientId: id,
    clientSecret: secret,
    scopes,
    ...(audience !== undefined && { audience }),
  })();

const granted = (token: E.Either<unknown, string>): string => {
  if (E.isLeft(token)) throw new Error(JSON.stringify(token.left));
  return token.right;
};

describe('the issuer', () => {
  it('gives tokens that can be verified with the keys of its discovery document', async () => {
    const issuer = await started();
    const token = granted(await tokenFor(issuer, loanDesk, loanDesk.scopes));
    const configuration = await fetch(`${issuer.url}/.well-known/openid-configuration`);
    const { jwks_uri: keys, token_endpoint: tokenUrl } = Object(await configuration.json());
    expect(tokenUrl).toBe(issuer.tokenUrl);
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(keys)), {
      issuer: issuer.url,
      audience: 'credit-risk',
    });
    expect(payload).toMatchObject({ sub: 'loan-desk', scope: 'features:read predictions:read' });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(loanDesk.lifetimeSeconds);
    expect(JSON.stringify(await (await fetch(keys)).json())).not.toContain('"d"');
  });

  it('gives each client its own scopes and lifetime, and the requested audience', async () => {
    const issuer = await started();
    const claims = decodeJwt(granted(await tokenFor(issuer, reporting, ['features:read'], 'other-audience')));
    expect(claims).toMatchObject({ aud: 'other-audience', scope: 'features:read' });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(reporting.lifetimeSeconds);
  });

  it.each([
    ['a scope that the client does not have', reporting, ['predictions:read'], undefined, 'invalid_scope'],
    ['a wrong secret', { ...reporting, secret: 'x' }, ['features:read'], undefined, 'invalid_client'],
    ['an unknown client', { id: 'unknown', secret: 'x' }, ['features:read'], undefined, 'invalid_client'],
    ['an unknown audience', reporting, ['features:read'], 'unknown', 'invalid_target'],
  ])('refuses %s', async (_what, client, scopes, audience, error) => {
    const refused = await tokenFor(await started(), client, scopes, audience);
    expect(refused).toMatchObject(E.left({ _tag: 'TokenRefused', message: expect.stringContaining(error) }));
  });

  it('has a new key each time, and names the address on which it could not be started', async () => {
    const first = await started();
    const token = granted(await tokenFor(first, reporting, ['features:read']));
    const port = Number(new URL(first.url).port);
    expect(await startDevIssuer({ ...settings, port })()).toMatchObject(
      E.left({ _tag: 'IssuerNotStarted', message: expect.stringContaining(`127.0.0.1:${port}`) }),
    );
    await first.stop();
    expect(await tokenFor(first, reporting, ['features:read'])).toMatchObject(
      E.left({ _tag: 'IssuerSilent', message: expect.stringContaining(first.tokenUrl) }),
    );
    const second = await started({ ...settings, port });
    const keys = createRemoteJWKSet(new URL(`${second.url}/jwks`));
    await expect(jwtVerify(token, keys, { issuer: second.url })).rejects.toThrow('no applicable key');
  });

  // In a separate process: the warning of the library came with its first import.
  it('prints nothing when it is loaded', () => {
    const load = [
      '--conditions=@credit-risk/source',
      '--import',
      'tsx',
      join(__dirname, '..', 'src', 'index.ts'),
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, load, { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
