import { decode } from '@credit-risk/io-ts-schema';
import { contractVersion } from '@credit-risk/loan-features';
import { httpPredictions } from '@credit-risk/prediction-client/http';
import { BatchResponse, ClientFeatures, Health, Prediction } from '@credit-risk/scoring-contract';
import { featureGroup } from '@credit-risk/scoring-double';
import * as E from 'fp-ts/Either';
import { type RunningApi, startRunningApi } from './running-api.fixtures';

let running: RunningApi | undefined;
const api = (): RunningApi => {
  if (running === undefined) throw new Error('the API is not up');
  return running;
};

beforeAll(async () => {
  running = await startRunningApi();
  await running.double.put('1', { nb_previous_loans: 3 });
  await running.double.put('2', { nb_previous_loans: 40 });
});
afterAll(() => running?.stop());

describe('the API', () => {
  it("returns the features of a client's last loan", async () => {
    const response = await api().ask('/v1/clients/1/features');
    expect(response.status).toBe(200);
    const body: unknown = await response.json();
    expect(E.isRight(decode(ClientFeatures)(body))).toBe(true);
    expect(body).toMatchObject({
      clientId: '1',
      loanDate: '2019-06-13',
      features: { nb_previous_loans: 3 },
      featureGroup,
      contractVersion,
    });
  });

  it('returns a prediction with model, features and reasons', async () => {
    const body: unknown = await (await api().ask('/v1/clients/2/prediction')).json();
    expect(E.isRight(decode(Prediction)(body))).toBe(true);
    expect(body).toMatchObject({
      probabilityOfDefault: 0.4,
      decision: 'decline',
      threshold: 0.05,
      model: { name: 'small', version: 'v1', variant: 'AllTraffic' },
      contractVersion,
      features: { nb_previous_loans: 40 },
      reasons: [{ feature: 'nb_previous_loans', value: 40 }],
    });
  });

  it('returns predictions for many, in the order of the request, with reasons if requested', async () => {
    const ask = async (body: object) => {
      const response = await api().ask('/v1/predictions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const json: unknown = await response.json();
      expect(E.isRight(decode(BatchResponse)(json))).toBe(true);
      return json;
    };
    const response = await ask({ clientIds: ['2', '77', '1'] });
    expect(response).toMatchObject({
      results: [
        { outcome: 'predicted', prediction: { clientId: '2' } },
        { outcome: 'unknown-client', clientId: '77' },
        { outcome: 'predicted', prediction: { clientId: '1' } },
      ],
      unknownClientIds: ['77'],
    });
    expect(JSON.stringify(response)).not.toContain('reasons');
    expect(JSON.stringify(await ask({ clientIds: ['2'], reasons: true }))).toContain('reasons');
  });

  it('is understood by the published client', async () => {
    const client = httpPredictions({ baseUrl: api().url, token: () => api().issuer.token() });
    await expect(client.prediction('2')).resolves.toMatchObject({ probabilityOfDefault: 0.4 });
    await expect(client.features('1')).resolves.toMatchObject({ clientId: '1' });
    await expect(client.predictions(['1', '77'])).resolves.toMatchObject({ unknownClientIds: ['77'] });
    await expect(client.prediction('77')).rejects.toMatchObject({ reason: { _tag: 'UnknownClient' } });
  });

  it('lets nothing about a client be stored on the way, and names request and trace', async () => {
    const trace = 'Root=1-67a1b2c3-0123456789abcdef01234567';
    for (const path of ['/v1/clients/1/features', '/v1/clients/1/prediction', '/v1/clients/77/features']) {
      const response = await api().ask(path, { headers: { 'x-amzn-trace-id': trace } });
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(response.headers.get('x-amzn-trace-id')).toBe(trace);
    }
  });

  it('is healthy, and describes itself to programs and people, for everybody', async () => {
    const health = await api().ask('/health', { token: null });
    expect(health.status).toBe(200);
    const seen: unknown = await health.json();
    expect(decode(Health)(seen)).toMatchObject(E.right({ status: 'pass' }));
    const description = await (await api().ask('/openapi.json', { token: null })).json();
    expect(description).toMatchObject({ openapi: '3.1.0', paths: { '/v1/predictions': {} } });
    expect(JSON.stringify(description)).toContain(`${api().issuer.url}/.well-known/openid-configuration`);
    const page = await api().ask('/docs', { token: null });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('docs/swagger-ui-bundle.js');
    for (const [file, type, word] of [
      ['swagger-ui-bundle.js', 'text/javascript', 'SwaggerUIBundle'],
      ['swagger-ui.css', 'text/css', '.swagger-ui'],
      ['show.js', 'text/javascript', 'openapi.json'],
    ] as const) {
      const response = await api().ask(`/docs/${file}`, { token: null });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
      expect(await response.text()).toContain(word);
    }
  });
});
