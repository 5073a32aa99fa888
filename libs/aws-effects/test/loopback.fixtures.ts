// A real HTTP server on the loopback with given responses, and clients that talk to it.
import { SageMakerClient, type SageMakerClientConfig } from '@aws-sdk/client-sagemaker';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Loopback {
  readonly url: string;
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Answers each request; `null` never answers. */
export const loopback = async (answer: (request: IncomingMessage) => Answer | null): Promise<Loopback> => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    requests.push(`${request.method} ${request.url} ${request.headers['x-amz-target'] ?? ''}`.trim());
    const planned = answer(request);
    if (planned === null) return;
    response.writeHead(planned.status, { 'x-amzn-RequestId': 'request-1', ...planned.headers });
    response.end(JSON.stringify(planned.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = Object(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

const settings = (endpoint: string) => ({
  endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});

export const sageMaker = (endpoint: string, own: SageMakerClientConfig = {}): SageMakerClient =>
  new SageMakerClient({ ...settings(endpoint), ...own });

export const featureStoreRuntime = (endpoint: string): SageMakerFeatureStoreRuntimeClient =>
  new SageMakerFeatureStoreRuntimeClient(settings(endpoint));
