// A local cloud for one test, with a feature group that has an offline store, and a bucket that keeps old versions.
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { backoff, systemClock } from '@credit-risk/aws-effects';
import { decodeConfig, type PipelineConfig } from '@credit-risk/config';
import {
  ensureGroup,
  type OnlineStore,
  sageMakerFeatureGroups,
  sageMakerOnlineStore,
} from '@credit-risk/feature-store';
import { contractVersion, featureGroupDefinition, type StoreRecord } from '@credit-risk/loan-features';
import { startLocalCloud } from '@credit-risk/local-sagemaker';
import { featureGroupName } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AwsClients } from '../src/aws/aws-clients';

export const bucket = 'credit-risk-test';
const root = join(__dirname, '..', '..', '..');
const ministack = join(root, '.venv', 'bin', 'ministack');

const example: object = JSON.parse(
  readFileSync(join(root, 'libs', 'config', 'examples', 'local.json'), 'utf8'),
);
const configText = JSON.stringify({ ...example, artifactsUri: `s3://${bucket}/artifacts` });

const decoded = (): PipelineConfig => {
  const config = decodeConfig(JSON.parse(configText));
  if (E.isLeft(config)) throw new Error('the example is not a valid configuration');
  return config.right;
};

const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

export interface StoredVersion {
  readonly key: string;
  readonly bytes: Uint8Array;
}

export interface TestCloud {
  readonly configFile: string;
  /** Clients of the cloud. */
  readonly clients: AwsClients;
  readonly onlineStore: OnlineStore;
  readonly putRecord: (record: StoreRecord) => Promise<void>;
  readonly flushOfflineStore: () => Promise<void>;
  readonly putObject: (key: string, body: Uint8Array | string) => Promise<void>;
  /** Every version of every object. */
  readonly everyVersion: () => Promise<readonly StoredVersion[]>;
  readonly stop: () => Promise<void>;
}

const makeBucket = async (s3: S3Client): Promise<void> => {
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    }),
  );
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
};

export const startTestCloud = async (): Promise<TestCloud> => {
  const folder = mkdtempSync(join(tmpdir(), 'erase-client-'));
  const cloud = right(
    await startLocalCloud({
      stateFolder: join(folder, 'state'),
      images: { source: 'none', launchers: [] },
      ministack: [ministack],
      region: 'eu-west-1',
    })(),
  );
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const settings = { region: 'eu-west-1', credentials };
  const s3 = new S3Client({
    ...settings,
    endpoint: cloud.environment['AWS_ENDPOINT_URL_S3'] ?? '',
    forcePathStyle: true,
  });
  const sageMaker = new SageMakerClient({ ...settings, endpoint: cloud.endpointUrl });
  const records = new SageMakerFeatureStoreRuntimeClient({ ...settings, endpoint: cloud.endpointUrl });
  await makeBucket(s3);
  const groups = sageMakerFeatureGroups(sageMaker);
  const name = featureGroupName(decoded(), contractVersion);
  right(
    await ensureGroup(groups, {
      clock: systemClock,
      policy: backoff({ first: 20, longest: 100 }),
      random: Math.random,
      surviveErrorsFor: 5_000,
      giveUpAfter: 20_000,
    })({
      name,
      description: 'Features of the newest loan of each client',
      definition: featureGroupDefinition,
      roleArn: 'arn:aws:iam::000000000000:role/credit-risk',
      onlineStore: { storageType: 'Standard_V2', kmsKeyId: null },
      offlineStore: { uri: `s3://${bucket}/artifacts/offline-store`, kmsKeyId: null },
      tags: {},
    })(),
  );
  const configFile = join(folder, 'config.json');
  writeFileSync(configFile, configText);
  const put = (Key: string, Body: Uint8Array | string) =>
    s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  const onlineStore = sageMakerOnlineStore(records, name);
  return {
    configFile,
    clients: { s3, sageMaker, featureStoreRuntime: records },
    onlineStore,
    putRecord: async (record) => {
      const [first] = record;
      const written = await onlineStore.batchWrite([{ clientId: Object(first).ValueAsString, record }])();
      right(written);
    },
    flushOfflineStore: async () => void (await cloud.flushOfflineStore()),
    putObject: async (key, body) => void (await put(key, body)),
    everyVersion: async () => {
      const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
      return Promise.all(
        Versions.map(async ({ Key = '', VersionId }) => {
          const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key, VersionId }));
          return { key: Key, bytes: (await Body?.transformToByteArray()) ?? new Uint8Array() };
        }),
      );
    },
    stop: async () => {
      for (const client of [s3, sageMaker, records]) client.destroy();
      await cloud.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
