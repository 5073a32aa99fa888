import { type ScoringDouble, startScoringDouble } from '@credit-risk/scoring-double';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  bundle,
  bundleFolder,
  eventOf,
  type LambdaProcess,
  startExtensionsApi,
  startLambda,
} from './lambda-process.fixtures';

const iam = { iam: { userArn: 'arn:aws:iam::000000000000:role/loan-desk' } };
const jwt = (scope: string) => ({ jwt: { claims: { sub: 'loan-desk', scope }, scopes: null } });
const prediction = '/v1/clients/1/prediction';

let double: ScoringDouble | undefined;
const theDouble = (): ScoringDouble => {
  if (double === undefined) throw new Error('the service is not up');
  return double;
};
const processes: LambdaProcess[] = [];
const start = async (overrides: Readonly<Record<string, string>> = {}): Promise<LambdaProcess> => {
  const lambda = await startLambda(theDouble(), overrides);
  processes.push(lambda);
  return lambda;
};

/** A Firehose that takes its time, and may refuse the first records. */
const slowFirehose = async (milliseconds: number, refused = 0) => {
  const taken: unknown[] = [];
  let left = refused;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { Records }: { readonly Records: readonly { readonly Data: string }[] } = JSON.parse(
        Buffer.concat(chunks).toString(),
      );
      setTimeout(() => {
        const outcomes = Records.map(({ Data }) => {
          if (left > 0) {
            left -= 1;
            return { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' };
          }
          taken.push(JSON.parse(Buffer.from(Data, 'base64').toString()));
          return { RecordId: 'r' };
        });
        const failed = outcomes.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
        response.end(JSON.stringify({ FailedPutCount: failed, RequestResponses: outcomes }));
      }, milliseconds);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = Object(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

beforeAll(async () => {
  bundle();
  double = await startScoringDouble();
  await double.put('1', {});
});
afterEach(() => Promise.all(processes.splice(0).map(({ stop }) => stop())));
afterAll(() => double?.stop());

describe('the function', () => {
  it('is at most 1.5 MB, with all that it is given', () => {
    const bytes = readdirSync(bundleFolder).map((file) => statSync(join(bundleFolder, file)).size);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(1_500_000);
  });

  it('responds to events of API Gateway, and names their request', async () => {
    const lambda = await start();
    const response = await lambda.invoke(eventOf('/v1/clients/1/features', iam));
    expect(response).toMatchObject({
      statusCode: 200,
      headers: { 'x-request-id': 'gateway-/v1/clients/1/features', 'cache-control': 'no-store' },
    });
    expect(JSON.parse(response.body)).toMatchObject({ clientId: '1' });
    const script = await lambda.invoke(eventOf('/docs/swagger-ui.css'));
    expect(script).toMatchObject({ statusCode: 200, headers: { 'content-encoding': 'gzip' } });
    const description = await lambda.invoke(eventOf('/openapi.json'));
    expect(JSON.parse(description.body)).toMatchObject({ openapi: '3.1.0' });
  });

  it('knows a caller only by what the authorizer of the gateway says', async () => {
    const lambda = await start({
      AUTHORIZATION: 'jwt',
      JWT_ISSUER: 'https://issuer.example.com',
      JWT_AUDIENCE: 'credit-risk',
    });
    const pretended = { authorization: 'Bearer x', 'x-amzn-oidc-identity': 'loan-desk' };
    const status = async (authorizer: object, path = prediction): Promise<number> =>
      (await lambda.invoke(eventOf(path, authorizer, pretended))).statusCode;
    expect(await status({})).toBe(401);
    expect(await status(jwt('features:read'))).toBe(403);
    expect(await status(jwt('[features:read predictions:read]'), '/v1/clients/1/features')).toBe(200);
    expect(await status(jwt('features:read predictions:read'), '/v1/clients/77/prediction')).toBe(404);
  });

  it('takes the methods, paths and bodies of the contract, and no others', async () => {
    const lambda = await start();
    const json = { 'content-type': 'application/json' };
    const asked = (method: string, path: string, body?: string) =>
      lambda.invoke({ ...eventOf(path, iam, json, method), body });
    expect(await asked('HEAD', '/v1/clients/1/features')).toMatchObject({ statusCode: 200, body: '' });
    expect(await asked('DELETE', '/v1/clients/1/features')).toMatchObject({
      statusCode: 405,
      headers: { allow: 'GET' },
    });
    expect(await asked('GET', '/v1/clients/1/features/')).toMatchObject({ statusCode: 404 });
    expect(await asked('GET', '/v1/clients/%31/features')).toMatchObject({ statusCode: 200 });
    expect(await asked('GET', '/v1/clients/%E0%A4%A/features')).toMatchObject({ statusCode: 400 });
    const batch = await asked('POST', '/v1/predictions', JSON.stringify({ clientIds: ['1', '77'] }));
    expect(JSON.parse(batch.body)).toMatchObject({ unknownClientIds: ['77'] });
  });

  it('does not start without its settings, and names each', async () => {
    await expect(start({ FEATURE_GROUP: '', TIME_BUDGET_MILLISECONDS: 'soon' })).rejects.toThrow(
      /FEATURE_GROUP is missing[\s\S]*TIME_BUDGET_MILLISECONDS is "soon"/,
    );
  });
});

/** A daemon of X-Ray: the parts of traces that it was sent. */
const startXRayDaemon = async () => {
  const parts: Record<string, unknown>[] = [];
  const socket = createSocket('udp4', (message) =>
    parts.push(JSON.parse(message.toString().split('\n').slice(1).join('\n'))),
  );
  const hasParts = async (count: number): Promise<void> => {
    while (parts.length < count) await once(socket, 'message', { signal: AbortSignal.timeout(10_000) });
  };
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${socket.address().port}`, parts, hasParts, stop: () => socket.close() };
};

describe('the trace of the function', () => {
  it('has the route and the calls made for it, and names no client', async () => {
    const daemon = await startXRayDaemon();
    const lambda = await start({
      POWERTOOLS_TRACE_ENABLED: 'true',
      AWS_XRAY_DAEMON_ADDRESS: daemon.address,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      LAMBDA_TASK_ROOT: bundleFolder,
      _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
    });
    expect((await lambda.invoke(eventOf(prediction, iam))).statusCode).toBe(200);
    await daemon.hasParts(3);
    const route = daemon.parts.find(({ name }) => name === '## GET /v1/clients/{clientId}/prediction');
    expect(route).toMatchObject({ parent_id: '53995c3f42cd8ad8' });
    const called = (service: string, operation: string) =>
      expect.objectContaining({
        name: service,
        namespace: 'aws',
        aws: { operation, region: 'eu-west-1' },
        parent_id: route?.['id'],
      });
    expect(daemon.parts).toEqual(
      expect.arrayContaining([
        called('SageMakerFeatureStoreRuntime', 'GetRecord'),
        called('SageMakerRuntime', 'InvokeEndpoint'),
      ]),
    );
    expect(JSON.stringify(daemon.parts)).not.toContain('/clients/1');
    daemon.stop();
  });
});

describe('the prediction log of the function', () => {
  const slowness = 700;

  it('is delivered after the response, and before the process may be frozen', async () => {
    const firehose = await slowFirehose(slowness);
    const extensions = await startExtensionsApi();
    const lambda = await start({
      AWS_ENDPOINT_URL_FIREHOSE: firehose.url,
      AWS_LAMBDA_RUNTIME_API: extensions.address,
    });
    expect(extensions.registered()).toEqual({ name: 'prediction-log', events: { events: ['INVOKE'] } });
    await lambda.invoke(eventOf('/v1/clients/1/features', iam), 'warm-up');
    const free = extensions.invoke('warm-up');
    await free;
    const started = performance.now();
    const mayFreeze = extensions.invoke('first').then(() => performance.now() - started);
    const response = await lambda.invoke(eventOf(prediction, iam), 'first');
    const responded = performance.now() - started;
    expect(response.statusCode).toBe(200);
    expect(firehose.taken).toEqual([]);
    expect(await mayFreeze).toBeGreaterThan(responded);
    expect(firehose.taken).toMatchObject([
      { requestId: `gateway-${prediction}`, caller: iam.iam.userArn, prediction: JSON.parse(response.body) },
    ]);
    await extensions.stop();
    await firehose.stop();
  });

  it('is sent again as far as it was refused, and nothing of it twice', async () => {
    const firehose = await slowFirehose(10, 3);
    const lambda = await start({ AWS_ENDPOINT_URL_FIREHOSE: firehose.url });
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => lambda.invoke(eventOf(prediction, iam))),
    );
    const given = responses.map(({ body }) => JSON.parse(body).predictionId);
    while (firehose.taken.length < given.length) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(firehose.taken.map((entry) => Object(entry).prediction.predictionId).sort()).toEqual(given.sort());
    await firehose.stop();
  });

  it('is delivered before a stopped process ends', async () => {
    const firehose = await slowFirehose(slowness);
    const lambda = await start({ AWS_ENDPOINT_URL_FIREHOSE: firehose.url });
    expect((await lambda.invoke(eventOf(prediction, iam))).statusCode).toBe(200);
    const ended = new Promise((resolve) => lambda.child.once('exit', resolve));
    lambda.child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(firehose.taken).toHaveLength(1);
    await firehose.stop();
  });
});
