// A separate local SageMaker for a test, and clients of it.
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { type LocalSageMakerOptions, startLocalSageMaker } from '@credit-risk/local-sagemaker';
import * as E from 'fp-ts/Either';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface LocalService {
  readonly sageMaker: SageMakerClient;
  readonly runtime: SageMakerFeatureStoreRuntimeClient;
  /** Settings of a further client of the service. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Nothing of what is tested here goes to S3, so there is none. */
const noS3 = 'http://127.0.0.1:9';

type Settings = Pick<LocalSageMakerOptions, 'clock' | 'minimumTransitionMilliseconds'>;

export const startService = async (own: Settings = {}): Promise<LocalService> => {
  const stateFolder = mkdtempSync(join(tmpdir(), 'feature-store-'));
  const started = await startLocalSageMaker({
    stateFolder,
    images: { source: 'none', launchers: [] },
    s3Endpoint: noS3,
    ...own,
  })();
  if (E.isLeft(started)) throw new Error(started.left.message);
  const settings = {
    endpoint: started.right.endpointUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const sageMaker = new SageMakerClient(settings);
  const runtime = new SageMakerFeatureStoreRuntimeClient(settings);
  return {
    sageMaker,
    runtime,
    environment: started.right.environment,
    stop: async () => {
      sageMaker.destroy();
      runtime.destroy();
      await started.right.stop();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
};
