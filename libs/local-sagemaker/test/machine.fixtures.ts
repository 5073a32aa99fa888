// A machine to run containers on: a state folder, a real S3, and shell and Node programs that stand for images.
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import * as E from 'fp-ts/Either';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../src/machine/clock';
import { probeIsolation, type Isolate } from '../src/containers/mount-namespace';
import type { ImageTable } from '../src/containers/image-table';
import type { JobMachine } from '../src/jobs/job-machine';
import { startMiniStack, type MiniStack } from '../src/s3/ministack';

export const miniStackProgram = join(__dirname, '..', '..', '..', '.venv', 'bin', 'ministack');
export const REGION = 'eu-west-1';
export const ACCOUNT = '123456789012';
export const BUCKET = 'bucket';

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'containers-'));

/** The ways of giving a container its /opt/ml that this machine allows; there is always the second. */
export const ways: readonly (readonly [string, Isolate | undefined])[] = [
  ...[probeIsolation()].flatMap((isolate) => (isolate === undefined ? [] : [['/opt/ml', isolate] as const])),
  ['SAGEMAKER_BASE_DIR', undefined],
];

/** Waits until a look at something gives a value, 20 s at most. */
export const until = async <A>(look: () => A | undefined | Promise<A | undefined>): Promise<A> => {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() > deadline) throw new Error(`Waited in vain for: ${look.toString()}`);
    await sleep(20);
  }
};

export const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** A file's text as soon as the pattern is in it. */
export const seenIn = (file: string, pattern: RegExp): Promise<RegExpExecArray> =>
  until(() => pattern.exec(textOf(file)) ?? undefined);

export const isAlive = (pid: number): boolean => {
  // A process that has ended but is not reaped yet is not alive.
  const stat = textOf(`/proc/${pid}/stat`);
  return stat !== '' && !/^\d+ \(.*\) Z/s.test(stat);
};

/** The better of the ways. */
export const bestWay: Isolate | undefined = ways[0]?.[1];

export const untilEnded = (pid: number): Promise<true> => until(() => (isAlive(pid) ? undefined : true));

/** `$BASE` is where a program finds its /opt/ml. */
export const BASE = 'BASE=${SAGEMAKER_BASE_DIR:-/opt/ml}\n';

/** An image for each program: shell scripts, or Node programs if their name ends in `.cjs`. */
export const tableOf = (folder: string, programs: Readonly<Record<string, string>>): ImageTable => ({
  source: 'images.json',
  launchers: Object.entries(programs).map(([name, program]) => {
    const file = join(folder, `image-${name}`);
    const isNode = name.endsWith('.cjs');
    writeFileSync(file, isNode ? program : BASE + program);
    return { image: `*/${name}:*`, entrypoint: [isNode ? process.execPath : 'sh', file], environment: {} };
  }),
});

export interface LocalS3 {
  readonly folder: string;
  readonly url: string;
  readonly client: S3Client;
  readonly put: (key: string, body: string) => Promise<void>;
  readonly text: (key: string) => Promise<string | undefined>;
  readonly bytes: (key: string) => Promise<Uint8Array>;
  readonly keys: (prefix: string) => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

export const clientAt = (endpoint: string): S3Client =>
  new S3Client({
    endpoint,
    region: REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

const overS3 = (folder: string, { endpointUrl, stop }: MiniStack): LocalS3 => {
  const client = clientAt(endpointUrl);
  const get = async (Key: string) => (await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }))).Body;
  return {
    folder,
    url: endpointUrl,
    client,
    put: async (Key, body) =>
      void (await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: Buffer.from(body) }))),
    text: async (key) => (await get(key))?.transformToString(),
    bytes: async (key) => (await (await get(key))?.transformToByteArray()) ?? new Uint8Array(),
    keys: async (Prefix) =>
      ((await client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix }))).Contents ?? []).flatMap(
        ({ Key }) => Key ?? [],
      ),
    stop: async () => {
      client.destroy();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A MiniStack with a bucket and a separate state folder. */
export const startS3 = async (): Promise<LocalS3> => {
  const folder = newFolder();
  const started = await startMiniStack({
    command: [miniStackProgram],
    port: 0,
    stateFolder: folder,
    region: REGION,
    accountId: ACCOUNT,
  })();
  if (E.isLeft(started)) throw new Error(started.left.message);
  const s3 = overS3(folder, started.right);
  await s3.client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  return s3;
};

/** A machine over an S3, whose containers get half a second to end. */
export const machineOver = (
  s3: LocalS3,
  programs: Readonly<Record<string, string>>,
  isolate: Isolate | undefined,
): JobMachine => ({
  stateFolder: s3.folder,
  images: tableOf(s3.folder, programs),
  s3: s3.client,
  clock: systemClock,
  isolate,
  region: REGION,
  awsEnvironment: { AWS_ENDPOINT_URL_S3: s3.url },
  graceMilliseconds: 500,
});

export const arn = (kind: string, name: string): string =>
  `arn:aws:sagemaker:${REGION}:${ACCOUNT}:${kind}/${name.toLowerCase()}`;

export const RoleArn = `arn:aws:iam::${ACCOUNT}:role/SageMaker`;
