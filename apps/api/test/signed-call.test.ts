import { SignatureV4 } from '@smithy/signature-v4';
import * as E from 'fp-ts/Either';
import { assert, asyncProperty, constantFrom, string, stringMatching } from 'fast-check';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Call, signedCalls } from '../src/infra/aws/signed-call';
import { noTracing } from '../src/infra/powertools/tracing';
import { firehose, sageMakerRuntime } from '../src/infra/aws/service-url';

const region = 'eu-west-1';
const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI',
  sessionToken: 'token+/=',
};
const never = new AbortController().signal;

interface Seen {
  readonly request: IncomingMessage;
  readonly body: string;
}

type Respond = (response: ServerResponse) => void;
const withEmptyObject: Respond = (response) => response.end('{}');

let seen: Seen | null = null;
let respond: Respond = withEmptyObject;
let closed = 0;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    seen = { request, body: Buffer.concat(chunks).toString() };
    respond(response);
  });
  response.on('close', () => {
    if (!response.writableFinished) closed += 1;
  });
});

beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
beforeEach(() => {
  respond = withEmptyObject;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const callerOf = (service = sageMakerRuntime) => {
  const { port }: AddressInfo = Object(server.address());
  const url = new URL(`http://127.0.0.1:${port}`);
  return signedCalls({
    service,
    url,
    region,
    credentials: () => Promise.resolve(credentials),
    around: noTracing.aroundCalls,
  });
};

const invocation: Call = {
  operation: 'InvokeEndpoint',
  method: 'POST',
  path: '/endpoints/champion/invocations',
  headers: { 'content-type': 'application/json' },
  body: '{}',
};

class NodeHash {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash =
      secret === undefined
        ? createHash('sha256')
        : createHmac('sha256', typeof secret === 'string' ? secret : Buffer.from(Object(secret)));
  }
  update(data: Uint8Array): void {
    this.hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }
}

// What the signer of the SDK signs the same request with.
const signatureOfTheSdk = async ({ request, body }: Seen, service: string): Promise<string | undefined> => {
  const signer = new SignatureV4({ service, region, credentials, sha256: NodeHash, applyChecksum: false });
  const unsigned = new Set(['authorization', 'connection']);
  const headers = Object.entries(request.headers).filter(([name]) => !unsigned.has(name));
  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  const stamp = String(request.headers['x-amz-date']);
  const signingDate = new Date(
    stamp.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'),
  );
  const signed = await signer.sign(
    {
      method: request.method ?? '',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
      body,
    },
    { signingDate },
  );
  return signed.headers['authorization'];
};

describe('a signed call', () => {
  it('has the signature that the SDK would give it', async () => {
    await assert(
      asyncProperty(
        constantFrom(sageMakerRuntime, firehose),
        constantFrom('GET' as const, 'POST' as const),
        stringMatching(/^[a-zA-Z0-9-]{1,63}$|^arn:[a-z:/!'()* %é~_.-]{1,40}$/),
        stringMatching(/^[0-9]{1,15}$/),
        string({ unit: 'grapheme', maxLength: 200 }),
        async (service, method, name, id, text) => {
          const body = method === 'GET' ? '' : JSON.stringify({ text });
          const path = `/endpoints/${encodeURIComponent(name)}?RecordIdentifierValueAsString=${id}`;
          const response = await callerOf(service)({ ...invocation, method, path, body }, never)();
          expect(response).toMatchObject(E.right({ status: 200, text: '{}' }));
          if (seen === null) throw new Error('nothing arrived');
          expect(seen.body).toBe(body);
          expect(seen.request.headers['content-length']).toBe(
            (body && String(Buffer.byteLength(body))) || undefined,
          );
          expect(seen.request.headers['transfer-encoding']).toBeUndefined();
          expect(seen.request.headers['x-amz-security-token']).toBe(credentials.sessionToken);
          expect(seen.request.headers.authorization).toBe(await signatureOfTheSdk(seen, service.signingName));
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    [
      429,
      { 'x-amzn-errortype': 'ThrottlingException:http://internal/' },
      '{"message":"Rate exceeded"}',
      'Throttled',
      'ThrottlingException',
    ],
    [
      400,
      {},
      '{"__type":"com.amazonaws.firehose#ResourceNotFoundException","message":"none"}',
      'NotFound',
      'ResourceNotFoundException',
    ],
    [503, {}, 'upstream is gone', 'Unavailable', 'UnknownError'],
    [403, {}, '{"__type":"AccessDeniedException","Message":"no"}', 'Rejected', 'AccessDeniedException'],
  ])(
    'reads a failure of status %i with headers %j and body %s as %s',
    async (status, headers, body, tag, code) => {
      respond = (response) => response.writeHead(status, { ...headers, 'x-amzn-requestid': 'r-1' }).end(body);
      expect(await callerOf()(invocation, never)()).toMatchObject(
        E.left({ _tag: tag, operation: 'InvokeEndpoint', code, requestId: 'r-1' }),
      );
    },
  );

  it("keeps what a model's container said", async () => {
    const said = '{"error":{"code":"contract-version-mismatch"}}';
    respond = (response) =>
      response
        .writeHead(424, { 'x-amzn-errortype': 'ModelError' })
        .end(JSON.stringify({ Message: 'failed', OriginalMessage: said, OriginalStatusCode: 409 }));
    expect(await callerOf()(invocation, never)()).toMatchObject(
      E.left({ code: 'ModelError', cause: { OriginalMessage: said } }),
    );
  });

  it('is cancelled by its signal, and leaves no connection behind', async () => {
    respond = () => undefined;
    const before = closed;
    const controller = new AbortController();
    const response = callerOf()(invocation, controller.signal)();
    setTimeout(() => controller.abort(), 100);
    expect(await response).toMatchObject(E.left({ _tag: 'Cancelled' }));
    while (closed === before) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('is not sent when its signal is aborted already', async () => {
    seen = null;
    expect(await callerOf()(invocation, AbortSignal.abort())()).toMatchObject(E.left({ _tag: 'Cancelled' }));
    expect(seen).toBeNull();
  });

  it('is unavailable where nothing listens, and when it is cut off', async () => {
    respond = (response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('{');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await callerOf()(invocation, never)()).toMatchObject(E.left({ _tag: 'Unavailable' }));
    const nowhere = signedCalls({
      service: firehose,
      url: new URL('http://127.0.0.1:9'),
      region,
      credentials: () => Promise.resolve(credentials),
      around: noTracing.aroundCalls,
    });
    expect(await nowhere(invocation, never)()).toMatchObject(
      E.left({ _tag: 'Unavailable', code: 'ECONNREFUSED' }),
    );
  });

  it('fails with the reason when there are no credentials', async () => {
    const { port }: AddressInfo = Object(server.address());
    const call = signedCalls({
      service: firehose,
      url: new URL(`http://127.0.0.1:${port}`),
      region,
      credentials: () => Promise.reject(new Error('could not load credentials')),
      around: noTracing.aroundCalls,
    });
    expect(await call(invocation, never)()).toMatchObject(
      E.left({ _tag: 'Rejected', message: 'could not load credentials' }),
    );
  });
});
