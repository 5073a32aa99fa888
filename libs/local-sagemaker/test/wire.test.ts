import { request } from 'node:http';
import { startTestServer, type TestServer } from './test-server.fixtures';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.destroy());

interface Wire {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}
const send = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = '',
): Promise<Wire> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(server.server.endpointUrl);
    const call = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
const json = (operation: string, body: string) =>
  send(
    'POST',
    '/',
    { 'x-amz-target': `SageMaker.${operation}`, 'content-type': 'application/x-amz-json-1.1' },
    body,
  );

describe('the JSON 1.1 wire', () => {
  it('responds with its content type and a new request id', async () => {
    const [first, second] = [await json('ListModels', '{}'), await json('ListModels', '')];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.headers['content-type']).toBe('application/x-amz-json-1.1');
    expect(JSON.parse(first.body)).toEqual({ Models: [] });
    expect(first.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    expect(first.headers['x-amzn-requestid']).not.toBe(second.headers['x-amzn-requestid']);
  });

  it('has the error code in __type, and the text in the member that the error declares [V]', async () => {
    const undeclared = await json('DescribeModel', '{"ModelName":"none"}');
    expect(undeclared.status).toBe(400);
    expect(JSON.parse(undeclared.body)).toEqual({
      __type: 'ValidationException',
      message: expect.stringContaining('Could not find model'),
    });
    const declared = await json('DescribeFeatureGroup', '{"FeatureGroupName":"none"}');
    expect(JSON.parse(declared.body)).toEqual({ __type: 'ResourceNotFound', Message: expect.any(String) });
  });

  it('takes timestamps as epoch seconds and gives them so', async () => {
    await json('CreateModel', '{"ModelName":"timed","PrimaryContainer":{"Image":"i"}}');
    const { CreationTime } = JSON.parse((await json('DescribeModel', '{"ModelName":"timed"}')).body);
    expect(Math.abs(CreationTime - Date.now() / 1000)).toBeLessThan(60);
    const older = JSON.parse((await json('ListModels', `{"CreationTimeBefore":${CreationTime - 1}}`)).body);
    expect(older.Models).toEqual([]);
  });

  it('ignores members that the model does not know, and nulls', async () => {
    const created = await json(
      'CreateModel',
      '{"ModelName":"tolerant","Nonsense":1,"VpcConfig":null,"PrimaryContainer":{"Image":"i","Nonsense":{}}}',
    );
    expect(created.status).toBe(200);
    const description = JSON.parse((await json('DescribeModel', '{"ModelName":"tolerant"}')).body);
    expect(Object.keys(description).sort()).toEqual([
      'CreationTime',
      'EnableNetworkIsolation',
      'ModelArn',
      'ModelName',
      'PrimaryContainer',
    ]);
    expect(description.PrimaryContainer).toEqual({ Image: 'i', Mode: 'SingleModel' });
  });

  it.each([
    ['no JSON', '{"ModelName":'],
    ['a wrong type', '{"ModelName":7}'],
    ['a list for the structure', '[]'],
  ])('refuses %s with a SerializationException [R]', async (_what, body) => {
    const { status, body: text } = await json('DescribeModel', body);
    expect(status).toBe(400);
    expect(JSON.parse(text).__type).toBe('SerializationException');
  });

  it.each([
    ['CreateTransformJob', 'CreateTransformJob of sagemaker'],
    ['NoSuchOperation', 'SageMaker.NoSuchOperation'],
  ])('refuses the operation %s by name', async (operation, named) => {
    const { status, body } = await json(operation, '{}');
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({
      __type: 'UnknownOperationException',
      message: expect.stringContaining(named),
    });
  });
});

const records = (method: string, features: object) =>
  send(
    method,
    '/FeatureGroup/kept',
    { 'content-type': 'application/json' },
    JSON.stringify({ Record: features }),
  );

describe('the rest-json wire', () => {
  it('keeps of a record only what the model knows', async () => {
    const FeatureDefinitions = [
      { FeatureName: 'id', FeatureType: 'Integral' },
      { FeatureName: 'at', FeatureType: 'String' },
    ];
    const group = { FeatureGroupName: 'kept', RecordIdentifierFeatureName: 'id', EventTimeFeatureName: 'at' };
    await json(
      'CreateFeatureGroup',
      JSON.stringify({ ...group, FeatureDefinitions, OnlineStoreConfig: { EnableOnlineStore: true } }),
    );
    const at = { FeatureName: 'at', ValueAsString: '2026-01-01T00:00:00Z' };
    const id = { FeatureName: 'id', ValueAsString: '1' };
    await records('PUT', [{ ...id, ValueAsStringList: null, Nonsense: 1 }, at]);
    const { body } = await send('GET', '/FeatureGroup/kept?RecordIdentifierValueAsString=1');
    expect(JSON.parse(body)).toEqual({ Record: [id, at] });
  });

  it('has the error code in x-amzn-ErrorType and the text in Message [V]', async () => {
    const { status, headers, body } = await send('GET', '/FeatureGroup/none?RecordIdentifierValueAsString=1');
    expect(status).toBe(404);
    expect(headers['x-amzn-errortype']).toBe('ResourceNotFound');
    expect(JSON.parse(body)).toEqual({ Message: expect.stringContaining('none') });
  });

  it('decodes an ARN in the path after routing [V]', async () => {
    const arn = encodeURIComponent('arn:aws:sagemaker:eu-west-1:123456789012:feature-group/none');
    const { status, body } = await send('GET', `/FeatureGroup/${arn}?RecordIdentifierValueAsString=1`);
    expect(status).toBe(404);
    expect(body).toContain('feature-group/none');
  });

  it('validates what comes in the query, the path and the headers', async () => {
    const missing = await send('GET', '/FeatureGroup/none');
    expect(JSON.parse(missing.body).Message).toContain("at 'recordIdentifierValueAsString'");
    const header = { 'x-amzn-sagemaker-target-variant': '_' };
    const bad = await send('POST', '/endpoints/e_/invocations', header, 'x');
    expect(JSON.parse(bad.body).Message).toMatch(
      /^2 validation errors detected: .*'endpointName'.*'targetVariant'/,
    );
  });

  it('refuses a body that is too large for InvokeEndpoint, and one that is too large for anything', async () => {
    const path = '/endpoints/e/invocations';
    const large = await send('POST', path, {}, Buffer.alloc(6_291_457));
    expect([large.status, large.headers['x-amzn-errortype']]).toEqual([400, 'ValidationError']);
    expect(JSON.parse(large.body).Message).toContain('less than or equal to 6291456');
    const huge = await send('POST', path, { 'content-length': `${2 ** 30}` }, 'x').catch(() => ({
      status: 413,
    }));
    expect(huge.status).toBe(413);
  });

  it.each([
    ['POST', '/endpoints/e/async-invocations', 'InvokeEndpointAsync'],
    ['POST', '/endpoints/e/invocations-response-stream', 'InvokeEndpointWithResponseStream'],
  ])('refuses %s %s by the name of its operation', async (method, path, named) => {
    const { status, headers, body } = await send(method, path);
    expect([status, headers['x-amzn-errortype']]).toEqual([400, 'UnknownOperationException']);
    expect(body).toContain(named);
  });

  it('keeps paths out of the log', async () => {
    await send('GET', '/FeatureGroup/secret-name?RecordIdentifierValueAsString=secret-id');
    await send('GET', '/nowhere/secret-path');
    expect(server.script.logged.join('\n')).not.toContain('secret');
  });
});
