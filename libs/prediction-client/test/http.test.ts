import { ClientId, contractVersion } from '@credit-risk/loan-features';
import { type ProblemKind, problemKinds, problemMediaType } from '@credit-risk/scoring-contract';
import { responseExamples, problemExample } from '@credit-risk/scoring-contract/openapi';
import * as E from 'fp-ts/Either';
import { httpPredictionClient, httpPredictions, isRetryable, PredictionClientError } from '../src/http';
import { type ReceivedRequest, type LoopbackApi, loopbackApi, type Response } from './loopback-api.fixtures';

const clientId = (text: string): ClientId => {
  if (!ClientId.is(text)) throw new Error(`${text} is not a client id`);
  return text;
};
const someone = clientId('5008806');
const servers: LoopbackApi[] = [];

const serve = async (
  respond: (turn: number, asked: ReceivedRequest) => Response | 'cut' | null,
): Promise<LoopbackApi> => {
  const server = await loopbackApi(respond);
  servers.push(server);
  return server;
};
const problem = (kind: ProblemKind, headers: Readonly<Record<string, string>> = {}): Response => ({
  status: problemKinds[kind].status,
  headers: { 'content-type': problemMediaType, ...headers },
  body: problemExample(kind),
});
const prediction: Response = { body: responseExamples.getClientPrediction };
const impatient = { timeoutMilliseconds: 400 };

afterEach(() => Promise.all(servers.splice(0).map(({ close }) => close())));

describe('a client over HTTP', () => {
  it('asks the routes of the contract, with its token and the contract version that it was made for', async () => {
    const api = await serve((_, { url }) => ({
      body: url.endsWith('/features')
        ? responseExamples.getClientFeatures
        : responseExamples.getClientPrediction,
    }));
    let tokens = 0;
    const token = () => Promise.resolve(`token-${(tokens += 1)}`);
    const client = httpPredictionClient({ baseUrl: `${api.url}/`, token });
    expect(await client.features(someone)()).toMatchObject(E.right({ clientId: '5008806' }));
    expect(await client.prediction(someone)()).toMatchObject(E.right({ probabilityOfDefault: 0.0231 }));
    expect(api.asked.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ['GET', '/v1/clients/5008806/features', 'Bearer token-1'],
      ['GET', '/v1/clients/5008806/prediction', 'Bearer token-2'],
    ]);
    expect(api.asked[0]?.headers['credit-risk-contract-version']).toBe(contractVersion);
  });

  it('asks for many 100 at a time', async () => {
    const api = await serve((_, { body }) => {
      const { clientIds } = JSON.parse(body);
      return {
        body: {
          results: clientIds.map((id: string) => ({ outcome: 'unknown-client', clientId: id })),
          unknownClientIds: clientIds,
        },
      };
    });
    const ids = Array.from({ length: 150 }, (_, index) => clientId(String(index)));
    const response = await httpPredictionClient({ baseUrl: api.url }).predictions(ids, { reasons: true })();
    expect(E.isRight(response) && response.right.unknownClientIds).toEqual(ids);
    expect(api.asked.map(({ body }) => JSON.parse(body).clientIds.length)).toEqual([100, 50]);
    expect(JSON.parse(api.asked[0]?.body ?? '').reasons).toBe(true);
  });

  it('reads responses with new members', async () => {
    const api = await serve(() => ({ body: { ...responseExamples.getClientPrediction, currency: 'EUR' } }));
    const response = await httpPredictionClient({ baseUrl: api.url }).prediction(someone)();
    expect(response).toMatchObject({ _tag: 'Right' });
    expect(JSON.stringify(response)).not.toContain('currency');
  });

  it.each([
    ['malformed-request', { _tag: 'InvalidRequest' }],
    ['unauthenticated', { _tag: 'NotAuthorized', reason: 'unauthenticated' }],
    ['forbidden', { _tag: 'NotAuthorized', reason: 'forbidden' }],
    ['unknown-client', { _tag: 'UnknownClient', clientId: '5008806' }],
    ['contract-version', { _tag: 'ContractMismatch', message: expect.stringContaining(contractVersion) }],
    ['model-failed', { _tag: 'ModelFailed' }],
    ['unknown-route', { _tag: 'Failed' }],
    ['internal-error', { _tag: 'Failed' }],
  ] as const)('reports the problem %s, and does not try again', async (kind, error) => {
    const api = await serve(() => problem(kind));
    const response = await httpPredictionClient({ baseUrl: api.url }).prediction(someone)();
    expect(response).toMatchObject(E.left(error));
    expect(E.isLeft(response) && isRetryable(response.left)).toBe(false);
    expect(api.asked).toHaveLength(1);
  });

  it.each([
    ['too-many-requests', { _tag: 'Throttled' }],
    ['not-ready', { _tag: 'NotReady', dependency: 'api' }],
    ['too-slow', { _tag: 'NotReady', dependency: 'api' }],
  ] as const)('asks again after the problem %s while there is time', async (kind, error) => {
    const api = await serve((turn) => (turn < 2 ? problem(kind) : prediction));
    const client = httpPredictionClient({ baseUrl: api.url });
    expect(await client.prediction(someone)()).toMatchObject({ _tag: 'Right' });
    expect(api.asked).toHaveLength(3);
    const never = await serve(() => problem(kind));
    const result = await httpPredictionClient({ baseUrl: never.url, ...impatient }).prediction(someone)();
    expect(result).toMatchObject(E.left(error));
    expect(E.isLeft(result) && isRetryable(result.left)).toBe(true);
    expect(never.asked.length).toBeGreaterThan(1);
  });

  it('keeps the pause that it is asked for, and does not wait where the pause is longer than its time', async () => {
    const api = await serve((turn) =>
      turn === 0 ? problem('not-ready', { 'retry-after': '1' }) : prediction,
    );
    const started = performance.now();
    expect(await httpPredictionClient({ baseUrl: api.url }).prediction(someone)()).toMatchObject({
      _tag: 'Right',
    });
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
    const busy = await serve(() => problem('too-many-requests', { 'retry-after': '30' }));
    expect(await httpPredictionClient({ baseUrl: busy.url }).prediction(someone)()).toEqual(
      E.left({ _tag: 'Throttled', retryAfterSeconds: 30 }),
    );
    expect(busy.asked).toHaveLength(1);
  });

  it('tries again when the connection is cut or refused', async () => {
    const api = await serve((turn) => (turn === 0 ? 'cut' : prediction));
    expect(await httpPredictionClient({ baseUrl: api.url }).prediction(someone)()).toMatchObject({
      _tag: 'Right',
    });
    const refused = httpPredictionClient({ baseUrl: 'http://127.0.0.1:9', ...impatient });
    expect(await refused.prediction(someone)()).toMatchObject(
      E.left({ _tag: 'NotReady', dependency: 'api', cause: expect.anything() }),
    );
  });

  it('reports what API Gateway itself refuses', async () => {
    const refused = (status: number) => ({ status, body: { message: 'Unauthorized' } });
    for (const [status, error] of [
      [401, { _tag: 'NotAuthorized', reason: 'unauthenticated', message: 'Unauthorized' }],
      [403, { _tag: 'NotAuthorized', reason: 'forbidden' }],
      [500, { _tag: 'Failed' }],
    ] as const) {
      const api = await serve(() => refused(status));
      expect(await httpPredictionClient({ baseUrl: api.url }).prediction(someone)()).toMatchObject(
        E.left(error),
      );
    }
  });

  it('names where a response breaks the contract, without its values', async () => {
    const api = await serve(() => ({
      body: { ...responseExamples.getClientPrediction, probabilityOfDefault: 'marked' },
    }));
    const response = await httpPredictionClient({ baseUrl: api.url }).prediction(someone)();
    expect(response).toMatchObject(
      E.left({ _tag: 'Failed', message: expect.stringContaining('$.probability') }),
    );
    expect(JSON.stringify(response)).not.toContain('marked');
    const page = await serve(() => ({ headers: { 'content-type': 'text/html' }, body: '<html>' }));
    expect(await httpPredictionClient({ baseUrl: page.url }).prediction(someone)()).toMatchObject(
      E.left({ _tag: 'Failed' }),
    );
  });

  it('gives up when its time is over, or its caller does', async () => {
    const api = await serve(() => null);
    const client = httpPredictionClient({ baseUrl: api.url });
    expect(await client.prediction(someone, { timeoutMilliseconds: 200 })()).toEqual(
      E.left({ _tag: 'TooSlow', milliseconds: 200 }),
    );
    const controller = new AbortController();
    const asked = client.prediction(someone, { signal: controller.signal })();
    controller.abort();
    expect(await asked).toEqual(E.left({ _tag: 'Cancelled' }));
  });
});

describe('its promises', () => {
  it('are kept, or rejected with what went wrong', async () => {
    const api = await serve((_, { url }) =>
      url.includes('/clients/1/') ? problem('unknown-client') : prediction,
    );
    const predictions = httpPredictions({ baseUrl: api.url });
    await expect(predictions.prediction('5008806')).resolves.toMatchObject({ decision: 'approve' });
    const rejected: unknown = await predictions.prediction('1').catch((error: unknown) => error);
    expect(rejected).toBeInstanceOf(PredictionClientError);
    expect(rejected).toMatchObject({ reason: { _tag: 'UnknownClient' } });
  });
});
