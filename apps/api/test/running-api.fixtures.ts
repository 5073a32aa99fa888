// The API as a separate process, with its dependencies: a local cloud and a token issuer.
import { CreateDeliveryStreamCommand, FirehoseClient } from '@aws-sdk/client-firehose';
import { CreateBucketCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import {
  endpointName,
  featureGroup,
  type ScoringDouble,
  startScoringDouble,
} from '@credit-risk/scoring-double';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { audience, startTokenIssuer, type TokenIssuer } from './token-issuer.fixtures';

const root = join(__dirname, '..', '..', '..');
const ministack = join(root, '.venv', 'bin', 'ministack');
const bucket = 'prediction-log-test';
export const stream = 'prediction-log-test';

export interface RunningApi {
  readonly url: string;
  readonly double: ScoringDouble;
  readonly issuer: TokenIssuer;
  /** Everything that the process has written so far. */
  readonly output: () => string;
  /** Sends a request with a token for every scope, unless another is given. */
  readonly ask: (path: string, init?: RequestInit & { readonly token?: string | null }) => Promise<Response>;
  /** Every entry of the prediction log that has arrived in S3. */
  readonly logged: () => Promise<readonly Record<string, unknown>[]>;
  /** Stops the process, and returns its exit code. */
  readonly end: () => Promise<number | null>;
  readonly stop: () => Promise<void>;
}

const settingsOf = (environment: Readonly<Record<string, string>>) => ({
  region: environment['AWS_REGION'] ?? '',
  endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

const makeStream = async (environment: Readonly<Record<string, string>>): Promise<S3Client> => {
  const s3 = new S3Client({ ...settingsOf(environment), forcePathStyle: true });
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    }),
  );
  const firehose = new FirehoseClient(settingsOf(environment));
  await firehose.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName: stream,
      ExtendedS3DestinationConfiguration: {
        BucketARN: `arn:aws:s3:::${bucket}`,
        RoleARN: 'arn:aws:iam::000000000000:role/firehose',
        Prefix: 'predictions/',
        CompressionFormat: 'GZIP',
      },
    }),
  );
  firehose.destroy();
  return s3;
};

// Firehose compresses as configured; the local one may write plain text.
const textOf = (bytes: Uint8Array): string =>
  (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : Buffer.from(bytes)).toString('utf8');

const readLog = async (s3: S3Client): Promise<readonly Record<string, unknown>[]> => {
  const entries: Record<string, unknown>[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket }))
    for (const { Key } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      const lines = textOf(bytes).split('\n').filter(Boolean);
      entries.push(...lines.map((line): Record<string, unknown> => JSON.parse(line)));
    }
  return entries;
};

/** Starts everything; `overrides` are variables of the API's environment. */
export const startRunningApi = async (
  overrides: Readonly<Record<string, string>> = {},
): Promise<RunningApi> => {
  const double = await startScoringDouble([ministack]);
  const s3 = await makeStream(double.environment);
  const issuer = await startTokenIssuer();
  const child = spawn(
    process.execPath,
    ['--conditions=@credit-risk/source', '--import', 'tsx', join(__dirname, '..', 'src', 'server.ts')],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        NODE_NO_WARNINGS: '1',
        ...double.environment,
        FEATURE_GROUP: featureGroup,
        ENDPOINT_NAME: endpointName,
        PREDICTION_STREAM: stream,
        AUTHORIZATION: 'jwt',
        JWT_ISSUER: issuer.url,
        JWT_AUDIENCE: audience,
        ...overrides,
      },
    },
  );
  const ended = once(child, 'exit');
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const lines = createInterface(child.stdout);
  const first = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      written += `${line}\n`;
      resolve(line);
    });
    child.once('exit', () => reject(new Error(`the API ended: ${written}`)));
  });
  const { url } = JSON.parse(await first);
  const usual = await issuer.token();
  const end = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    await ended;
    return child.exitCode;
  };
  return {
    url,
    double,
    issuer,
    output: () => written,
    ask: (path, { token = usual, ...init } = {}) =>
      fetch(`${url}${path}`, {
        ...init,
        headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...Object(init.headers) },
      }),
    logged: () => readLog(s3),
    end,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) await end();
      s3.destroy();
      await issuer.stop();
      await double.stop();
    },
  };
};
