// Everything that can go wrong, provoked for real.
import { DeleteEndpointCommand } from '@aws-sdk/client-sagemaker';
import { decode } from '@credit-risk/io-ts-schema';
import { contractVersion } from '@credit-risk/loan-features';
import { Problem, type ProblemKind, problemKinds, problemType } from '@credit-risk/scoring-contract';
import { endpointName } from '@credit-risk/scoring-double';
import * as E from 'fp-ts/Either';
import { type RunningApi, startRunningApi } from './running-api.fixtures';

let running: RunningApi | undefined;
const api = (): RunningApi => {
  if (running === undefined) throw new Error('the API is not up');
  return running;
};
const prediction = '/v1/clients/1/prediction';
const post = (body: string, type = 'application/json') =>
  api().ask('/v1/predictions', { method: 'POST', headers: { 'content-type': type }, body });

const expectProblem = async (response: Response, kind: ProblemKind): Promise<Problem> => {
  expect([response.status, response.headers.get('content-type')]).toEqual([
    problemKinds[kind].status,
    'application/problem+json',
  ]);
  const problem = decode(Problem)(await response.json());
  if (E.isLeft(problem)) throw new Error('no problem');
  expect(problem.right.type).toBe(problemType(kind));
  expect(problem.right.instance).toContain(response.headers.get('x-request-id'));
  return problem.right;
};

beforeAll(async () => {
  running = await startRunningApi({ TIME_BUDGET_MILLISECONDS: '1500' });
  await running.double.put('1', {});
  await running.double.put('70', { age: 70 });
  await running.double.put('80', { age: 80 });
  await running.double.put('81', { age: 81 });
});
afterEach(() => api().double.setFaults([]));
afterAll(() => running?.stop());

describe('the API refuses', () => {
  it.each(['x1', '01', '1234567890123456', '%00', '%E0%A4%A', 'a%2Fb'])(
    'the client %s as malformed',
    async (id) => {
      const { errors } = await expectProblem(
        await api().ask(`/v1/clients/${id}/features`),
        'malformed-request',
      );
      expect(errors).toMatchObject([
        { path: 'clientId', expectation: expect.stringContaining('1 to 15 digits') },
      ]);
    },
  );

  it('a malformed body, with the path of each fault', async () => {
    const problem = await expectProblem(
      await post(JSON.stringify({ clientIds: ['1', '01', '1'], reason: true })),
      'malformed-request',
    );
    expect(problem.errors?.map(({ path }) => path).sort()).toEqual([
      '$.clientIds[1]',
      '$.clientIds[2]',
      '$.reason',
    ]);
    await expectProblem(await post('{"clientIds": '), 'malformed-request');
    await expectProblem(await post('[]'), 'malformed-request');
    await expectProblem(await post('{"clientIds": []}'), 'malformed-request');
  });

  it('a request without a token, or with an expired or forged one, one of another issuer or for another audience', async () => {
    const { issuer } = api();
    const tokens = [
      null,
      'nonsense',
      await issuer.token({ expiresIn: -60 }),
      await issuer.forged(),
      await issuer.token({ issuer: 'https://issuer.example.com' }),
      await issuer.token({ audience: 'somebody-else' }),
    ];
    for (const token of tokens) {
      const response = await api().ask(prediction, { token });
      await expectProblem(response, 'unauthenticated');
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('a token without the scope', async () => {
    const token = await api().issuer.token({ scope: 'features:read' });
    expect((await api().ask('/v1/clients/1/features', { token })).status).toBe(200);
    const { detail } = await expectProblem(await api().ask(prediction, { token }), 'forbidden');
    expect(detail).toContain('predictions:read');
  });

  it('clients and paths that it does not know, and methods that a path does not have', async () => {
    await expectProblem(await api().ask('/v1/clients/77/features'), 'unknown-client');
    for (const path of [
      '/',
      '/v1',
      '/v1/clients/1',
      '/v1/clients/1/features/',
      '/docs/../package.json',
      '/docs/',
      '/docs/x',
    ])
      await expectProblem(await api().ask(path), 'unknown-route');
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'] as const) {
      const response = await api().ask(prediction, { method });
      await expectProblem(response, 'method-not-allowed');
      expect(response.headers.get('allow')).toBe('GET');
    }
  });

  it('invariant 8: callers of another contract version, by name', async () => {
    const headers = { 'credit-risk-contract-version': '0123456789abcdef' };
    const { detail } = await expectProblem(await api().ask(prediction, { headers }), 'contract-version');
    expect(detail).toContain('0123456789abcdef');
    expect(detail).toContain(contractVersion);
    expect(
      (await api().ask(prediction, { headers: { 'credit-risk-contract-version': contractVersion } })).status,
    ).toBe(200);
  });

  it('bodies that are too large or not JSON', async () => {
    await expectProblem(await post(JSON.stringify({ clientIds: ['1'.repeat(20_000)] })), 'too-large');
    await expectProblem(
      await post('clientIds=1', 'application/x-www-form-urlencoded'),
      'unsupported-media-type',
    );
    const { detail } = await expectProblem(await post('{}', 'text/plain'), 'unsupported-media-type');
    expect(detail).toContain('application/json');
  });
});

describe('the API reports', () => {
  it('that the store throttles, and when to try again', async () => {
    await api().double.setFaults([{ operation: '*GetRecord', code: 'ThrottlingException' }]);
    for (const response of [await api().ask(prediction), await post('{"clientIds":["1"]}')]) {
      await expectProblem(response, 'too-many-requests');
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
  });

  it('nothing of a throttled call that a retry within the time could save', async () => {
    await api().double.setFaults([{ operation: '*', code: 'ThrottlingException', share: 0.3, seed: 7 }]);
    for (let turn = 0; turn < 20; turn += 1) expect((await api().ask(prediction)).status).toBe(200);
  });

  it('that the model failed, and none of its words', async () => {
    const response = await api().ask('/v1/clients/80/prediction');
    const text = await response.clone().text();
    await expectProblem(response, 'model-failed');
    expect(text).not.toMatch(/age|invalid-request|expected|Received client error/);
  });

  it('that the model is of another contract', async () => {
    await expectProblem(await api().ask('/v1/clients/81/prediction'), 'contract-version');
  });

  it('that it is too slow', async () => {
    const started = performance.now();
    await expectProblem(await api().ask('/v1/clients/70/prediction'), 'too-slow');
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  it('that the store fails, and is itself again after it', async () => {
    await api().double.setFaults([{ operation: 'GetRecord', code: 'InternalFailure' }]);
    const response = await api().ask(prediction);
    await expectProblem(response, 'not-ready');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    await api().double.setFaults([]);
    expect((await api().ask(prediction)).status).toBe(200);
  });

  // The last one: the endpoint is gone after it.
  it('that the endpoint is gone, while features are still there', async () => {
    await api().double.sageMaker.send(new DeleteEndpointCommand({ EndpointName: endpointName }));
    await expectProblem(await api().ask(prediction), 'not-ready');
    expect((await api().ask('/v1/clients/1/features')).status).toBe(200);
    const health = await api().ask('/health');
    expect(health.status).toBe(503);
    expect(health.headers.get('retry-after')).toBe('5');
    expect(await health.json()).toMatchObject({
      status: 'fail',
      checks: { featureStore: { status: 'pass' }, endpoint: { status: 'fail' } },
    });
  });
});
