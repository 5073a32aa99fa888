// A local cloud for one test: S3 and SageMaker as processes, with their state in a folder that is removed.
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { systemClock } from '@credit-risk/aws-effects';
import { sageMakerFeatureGroups, sageMakerOnlineStore } from '@credit-risk/feature-store';
import { type LocalCloudOptions, startLocalCloud } from '@credit-risk/local-sagemaker';
import * as E from 'fp-ts/Either';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ports } from '@credit-risk/pipelines';
import { s3Objects, sageMakerService } from '@credit-risk/pipelines';
import { fakeProcess } from '../fake-world/fake-processes';
import { archiveOf } from '../fake-world/job-products';
import { smallImages } from './small-images';

export interface TestCloud {
  /** The variables that point a program at the cloud. */
  readonly environment: Readonly<Record<string, string>>;
  readonly sagemaker: SageMakerClient;
  readonly ports: (signal?: AbortSignal) => Ports;
  /** Sets the faults of the calls from now on; see the README of local-sagemaker. */
  readonly faults: (...rules: readonly object[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const ministack = join(__dirname, '..', '..', '..', '..', '.venv', 'bin', 'ministack');

const makeBucket = async (s3: S3Client): Promise<void> => {
  await s3.send(new CreateBucketCommand({ Bucket: 'credit-risk' }));
  const put = (Key: string, Body: string | Uint8Array) =>
    s3.send(new PutObjectCommand({ Bucket: 'credit-risk', Key, Body }));
  await put('raw/loans.csv', 'loan_id,id\n');
  await put('contract/model.tar.gz', archiveOf('model.onnx', 'a model'));
};

interface Settings extends Pick<LocalCloudOptions, 'minimumTransitionMilliseconds' | 'ministackEnvironment'> {
  /** Id of the key that signs the calls of the ports. */
  readonly accessKeyId?: string;
}

/** Starts a cloud with a bucket, a raw file and small programs as images. */
export const startTestCloud = async ({
  accessKeyId = 'local',
  ...own
}: Settings = {}): Promise<TestCloud> => {
  const folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
  const started = await startLocalCloud({
    stateFolder: join(folder, 'state'),
    images: smallImages(join(folder, 'images')),
    ministack: [ministack],
    region: 'eu-west-1',
    ...own,
  })();
  if (E.isLeft(started)) throw new Error(started.left.message);
  const { environment, endpointUrl, stop } = started.right;
  const signedBy = (id: string) => ({
    region: 'eu-west-1',
    credentials: { accessKeyId: id, secretAccessKey: 'local' },
  });
  const settings = signedBy(accessKeyId);
  const s3At = { endpoint: environment['AWS_ENDPOINT_URL_S3'] ?? '' };
  const s3 = new S3Client({ ...settings, ...s3At });
  const sagemaker = new SageMakerClient({ ...settings, endpoint: endpointUrl });
  const records = new SageMakerFeatureStoreRuntimeClient({ ...settings, endpoint: endpointUrl });
  const administrator = new S3Client({ ...signedBy('local'), ...s3At });
  await makeBucket(administrator);
  administrator.destroy();
  return {
    environment,
    sagemaker,
    ports: (signal = new AbortController().signal) => ({
      objects: s3Objects(s3),
      sagemaker: sageMakerService(sagemaker),
      features: {
        groups: sageMakerFeatureGroups(sagemaker),
        onlineStore: (group) => sageMakerOnlineStore(records, group, { signal }),
      },
      processes: fakeProcess().port,
      clock: systemClock,
      random: Math.random,
      progress: () => () => undefined,
      whenBusy: 'fail',
      signal,
      force: new AbortController().signal,
    }),
    faults: async (...rules) => {
      const response = await fetch(`${endpointUrl}/_local/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ rules }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    stop: async () => {
      for (const client of [s3, sagemaker, records]) client.destroy();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
