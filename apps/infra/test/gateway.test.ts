// The API behind API Gateway, deployed by the CDK: who may ask, and what comes through.
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { functionPermissions } from '../src/roles/function';
import { local } from './configurations.fixtures';
import { type DeployedApi, startDeployedApi, startIssuer } from './deployed-api.fixtures';
import { needless, refused, statementsOf } from './policies.fixtures';
import { recordedCalls } from './recorded-calls.fixtures';
import { newFolder, templatesOf } from './templates.fixtures';

const marked = '987654321012345';
const amount = 4242.424242;
const features = `/v1/clients/${marked}/features`;
const prediction = `/v1/clients/${marked}/prediction`;

let running: DeployedApi | undefined;
const api = (): DeployedApi => {
  if (running === undefined) throw new Error('the API is not deployed');
  return running;
};

beforeAll(async () => {
  running = await startDeployedApi();
  await running.double.put(marked, { nb_previous_loans: 40, avg_amount_loans_previous: amount });
  await running.double.put('80', { age: 80 });
}, 300_000);
afterAll(() => running?.stop());
afterEach(() => api().double.setFaults([]));

const statusOf = async (path: string, token?: string): Promise<number> =>
  (await api().ask(path, token === undefined ? {} : { token })).status;

describe('the gateway', () => {
  it('lets a token with the scopes have features and predictions', async () => {
    const token = await api().token();
    const given = await api().ask(features, { token });
    expect(given.status).toBe(200);
    expect(given.headers.get('cache-control')).toBe('no-store');
    expect(await given.json()).toMatchObject({
      clientId: marked,
      features: { nb_previous_loans: 40, avg_amount_loans_previous: amount },
    });
    expect(await (await api().ask(prediction, { token })).json()).toMatchObject({
      probabilityOfDefault: 0.4,
      decision: 'decline',
      features: { nb_previous_loans: 40 },
    });
    const batch = await api().ask('/v1/predictions', {
      method: 'POST',
      token,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ clientIds: [marked, '77'] }),
    });
    expect(await batch.json()).toMatchObject({ unknownClientIds: ['77'] });
  });

  it('refuses who has no token, and a token that says nothing', async () => {
    expect(await statusOf(features)).toBe(401);
    expect(await statusOf(features, 'nonsense')).toBe(401);
  });

  it('refuses a token whose signature is of somebody else', async () => {
    const [head, , signature] = (await api().token('reporting')).split('.');
    const [, claims] = (await api().token()).split('.');
    expect(await statusOf(features, `${head}.${claims}.${signature}`)).toBe(401);
  });

  it('refuses a token without the scope of the route', async () => {
    const token = await api().token('reporting');
    expect(await statusOf(features, token)).toBe(200);
    expect(await statusOf(prediction, token)).toBe(403);
  });

  it('refuses a token for another audience', async () => {
    expect(await statusOf(features, await api().token('loanDesk', 'another-api'))).toBe(401);
  });

  it('refuses a token that has expired', async () => {
    const token = await api().token('hasty');
    const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    while (Date.now() < exp * 1000) await sleep(50);
    expect(await statusOf(features, token)).toBe(401);
  });

  it('requires no authentication for health, description and documentation', async () => {
    expect(await (await api().ask('/health')).json()).toMatchObject({ status: 'pass' });
    const description = await (await api().ask('/openapi.json')).json();
    expect(JSON.stringify(description)).toContain(api().issuer.url);
    expect(await (await api().ask('/docs')).text()).toContain('swagger-ui');
  });

  it.each([
    ['/v1/clients/77/features', 404, 'unknown-client'],
    ['/v1/clients/x1/features', 400, 'malformed-request'],
    ['/v1/clients/80/prediction', 502, 'model-failed'],
    ['/v1/nothing', 404, 'unknown-route'],
  ])('lets the problems of the function through: %s is %i', async (path, status, kind) => {
    const answer = await api().ask(path, { token: await api().token() });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(JSON.stringify(await answer.json())).toContain(kind);
  });

  it('reports a wrong method, and when to try again', async () => {
    const token = await api().token();
    const wrong = await api().ask(features, { method: 'DELETE', token });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
    await api().double.setFaults([{ operation: 'GetRecord', code: 'ThrottlingException' }]);
    const throttled = await api().ask(features, { token });
    expect(throttled.status).toBe(429);
    expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });
});

describe('the prediction log', () => {
  it('gets what was answered, by day, through the delivery stream', async () => {
    const { environment } = api().double;
    const s3 = new S3Client({
      region: 'eu-west-1',
      endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
      forcePathStyle: true,
      credentials: { accessKeyId: 'reader', secretAccessKey: 'reader' },
    });
    const Bucket = api().deployed.predictionBucket;
    const answered = await (await api().ask(prediction, { token: await api().token() })).json();
    const { predictionId } = Object(answered);
    const isKept = async (): Promise<boolean> => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'predictions/' }));
      for (const { Key } of Contents) {
        expect(Key).toMatch(/^predictions\/year=\d{4}\/month=\d\d\/day=\d\d\//);
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        if ((await Body?.transformToString())?.includes(predictionId)) return true;
      }
      return false;
    };
    while (!(await isKept())) await sleep(200);
    s3.destroy();
  });
});

describe('invariant 6: no log', () => {
  it('has a client, a feature or a token', async () => {
    const token = await api().token();
    await api().ask(prediction, { token });
    await api().ask(prediction, { token: await api().token('reporting') });
    await api().ask(`/${marked}`);
    const { stateFolder } = api().double;
    const { functionName } = api().deployed;
    const folder = join(stateFolder, 'logs');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
    const functionLog = await api().logged([`/aws/lambda/${functionName}`]);
    expect(functionLog).toContain('GET /v1/clients/{clientId}/prediction');
    expect(files.length).toBeGreaterThan(0);
    const all = [functionLog, ...files].join('\n');
    for (const secret of [marked, String(amount), token.slice(0, 40)])
      expect(all.split('\n').filter((line) => line.includes(secret))).toEqual([]);
  });
});

describe('the role of the function', () => {
  it('allows every call that it made, and nothing else without a written reason', async () => {
    const folder = newFolder();
    const statements = statementsOf(templatesOf(local, folder).api, /^The function of the scoring API/);
    rmSync(folder, { recursive: true });
    const names = { logGroup: 'any', stream: 'any' };
    // The local Lambda signs the calls of a function with the id of its account.
    const calls = await recordedCalls(api().double.environment, local.aws.accountId);
    const actions = ['sagemaker:GetRecord', 'sagemaker:InvokeEndpoint', 'firehose:PutRecordBatch'];
    expect(calls.map(({ action }) => action)).toEqual(expect.arrayContaining(actions));
    expect(refused(statements, calls)).toEqual([]);
    expect(needless(statements, functionPermissions(local, names), calls)).toEqual([]);
  });
});

// The last one: it deploys again.
describe('a second deployment', () => {
  it('leaves the API where it is, and lets the tokens of another issuer in, if configured', async () => {
    const before = await api().token();
    const other = await startIssuer();
    expect(await api().deployAgain(other)).toEqual(api().deployed);
    expect(await statusOf(features, before)).toBe(401);
    expect(await statusOf(features, await api().token('loanDesk', 'credit-risk', other))).toBe(200);
    // The function knows of it, too: its alias is at a new version.
    expect(await (await api().ask('/openapi.json')).text()).toContain(other.url);
    await other.stop();
  }, 300_000);
});
