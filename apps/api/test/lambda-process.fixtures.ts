// The function's bundle in a separate process, with the parts of Lambda that it calls.
import { endpointName, featureGroup, type ScoringDouble } from '@credit-risk/scoring-double';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const project = join(__dirname, '..');
export const bundleFolder = join(project, 'dist', 'lambda');

/** Makes the bundle. */
export const bundle = (): void => {
  const made = spawnSync(process.execPath, [join(project, 'scripts', 'bundle.mjs')], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
};

// Reads invocations line by line and writes what the handler gives; what the function logs goes to standard error.
const runtime = `
const { createInterface } = require('node:readline');
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
import(process.env.BUNDLE).then(({ handler }) => {
  write('{"ready":true}\\n');
  createInterface(process.stdin).on('line', async (line) => {
    const { event, awsRequestId } = JSON.parse(line);
    const result = await handler(event, { awsRequestId, getRemainingTimeInMillis: () => 10_000 });
    write(JSON.stringify({ awsRequestId, result }) + '\\n');
  });
}, (cause) => { process.stderr.write(String(cause)); process.exit(1); });
`;

export interface LambdaResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LambdaProcess {
  readonly invoke: (event: object, awsRequestId?: string) => Promise<LambdaResponse>;
  readonly output: () => string;
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
}

/** Starts the bundle; `overrides` are variables of its environment. */
export const startLambda = async (
  double: ScoringDouble,
  overrides: Readonly<Record<string, string>> = {},
): Promise<LambdaProcess> => {
  const child = spawn(process.execPath, ['-e', runtime], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_NO_WARNINGS: '1',
      BUNDLE: join(bundleFolder, 'index.mjs'),
      ...double.environment,
      AWS_LAMBDA_FUNCTION_NAME: 'scoring-api',
      FEATURE_GROUP: featureGroup,
      ENDPOINT_NAME: endpointName,
      PREDICTION_STREAM: 'prediction-log-test',
      AUTHORIZATION: 'iam',
      ...overrides,
    },
  });
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const waiting = new Map<string, (result: LambdaResponse) => void>();
  const exited = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const { ready, awsRequestId, result } = JSON.parse(line);
      if (ready) resolve();
      else waiting.get(awsRequestId)?.(result);
    });
    void exited.then(() => reject(new Error(`the function ended: ${written}`)));
  });
  let invocations = 0;
  return {
    child,
    output: () => written,
    invoke: (event, awsRequestId = `invocation-${(invocations += 1)}`) =>
      new Promise((resolve) => {
        waiting.set(awsRequestId, resolve);
        child.stdin.write(`${JSON.stringify({ event, awsRequestId })}\n`);
      }),
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

/** An event of API Gateway's HTTP API for a path. */
export const eventOf = (
  path: string,
  authorizer: object = {},
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: '',
  headers: { host: 'api.example.com', ...headers },
  requestContext: {
    requestId: `gateway-${path}`,
    http: { method, path, sourceIp: '127.0.0.1', protocol: 'HTTP/1.1', userAgent: 'test' },
    domainName: 'api.example.com',
    stage: '$default',
    authorizer,
  },
  isBase64Encoded: false,
});

export interface ExtensionsApi {
  /** Host and port, as AWS_LAMBDA_RUNTIME_API has them. */
  readonly address: string;
  readonly registered: () => unknown;
  /** Gives the extension the event of an invocation, and resolves when it asks for the next one. */
  readonly invoke: (requestId: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The Extensions API of Lambda, as it is documented: register, and wait for the next event. */
export const startExtensionsApi = async (): Promise<ExtensionsApi> => {
  let registered: unknown = null;
  let waits: ServerResponse | null = null;
  let onWait: () => void = () => undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/2020-01-01/extension/register') {
        const events: unknown = JSON.parse(Buffer.concat(chunks).toString());
        registered = { name: request.headers['lambda-extension-name'], events };
        response.writeHead(200, { 'Lambda-Extension-Identifier': 'extension-1' }).end('{}');
        return;
      }
      if (request.headers['lambda-extension-identifier'] !== 'extension-1') {
        response.writeHead(403).end();
        return;
      }
      waits = response;
      onWait();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = Object(server.address());
  const untilItWaits = () =>
    waits === null
      ? new Promise<void>((resolve) => {
          onWait = resolve;
        })
      : Promise.resolve();
  return {
    address: `127.0.0.1:${port}`,
    registered: () => registered,
    invoke: async (requestId) => {
      await untilItWaits();
      const response = waits;
      waits = null;
      const next = new Promise<void>((resolve) => {
        onWait = resolve;
      });
      response?.end(JSON.stringify({ eventType: 'INVOKE', requestId, deadlineMs: Date.now() + 10_000 }));
      await next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
