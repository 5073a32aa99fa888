import { Validator } from '@seriousme/openapi-schema-validator';
import { contractVersion } from '@credit-risk/loan-features';
import { type Route, routes } from '../src/index';
import { type ApiSecurity, openApi } from '../src/openapi';

const described = (security: ApiSecurity = { kind: 'jwt', issuer: 'https://issuer.example.com/' }) =>
  openApi({ serverUrl: 'https://api.example.com', security, version: '0.1.0' });

const operations = Object.entries<Route>(routes);

describe('the OpenAPI description', () => {
  it.each([{ kind: 'jwt', issuer: 'https://issuer.example.com' } as const, { kind: 'iam' } as const])(
    'is valid OpenAPI 3.1 with $kind, its references included',
    async (security) => {
      const validator = new Validator();
      const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(described(security))));
      expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
      expect(validator.version).toBe('3.1');
      expect(() => validator.resolveRefs()).not.toThrow();
    },
  );

  it.each(operations)('has %s with its scope and all that can go wrong', (id, route) => {
    const operation = described().paths[route.path]?.[route.method.toLowerCase()];
    expect(operation).toMatchObject({
      operationId: id,
      security: route.scope === null ? [] : [{ caller: [route.scope] }],
    });
    const statuses = Object.keys(operation?.['responses'] ?? {});
    expect(statuses).toEqual(expect.arrayContaining(['200', '429', '500', '504']));
    if (route.scope !== null) expect(statuses).toEqual(expect.arrayContaining(['401', '403', '409', '503']));
  });

  it('names issuer, server and contract', () => {
    const api = described();
    expect(api.servers).toEqual([{ url: 'https://api.example.com' }]);
    expect(api.components.securitySchemes['caller']).toMatchObject({
      openIdConnectUrl: 'https://issuer.example.com/.well-known/openid-configuration',
    });
    expect(api.info.description).toContain(contractVersion);
  });
});
