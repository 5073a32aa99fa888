// A local SageMaker of a test's own, with a feature group and an endpoint: what tests of callers ask.
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateFeatureGroupCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  DescribeFeatureGroupCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import {
  PutRecordCommand,
  SageMakerFeatureStoreRuntimeClient,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import {
  ClientId,
  eventTimeOf,
  exampleFeatures,
  featureGroupDefinition,
  type FeatureVector,
  LoanId,
  toRecord,
} from '@credit-risk/loan-features';
import { startLocalCloud, startLocalSageMaker } from '@credit-risk/local-sagemaker';
import * as E from 'fp-ts/Either';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { smallModel } from './small-model';

export const featureGroup = 'risk-test-loans';
export const endpointName = 'risk-test';

export interface ScoringDouble {
  readonly url: string;
  /** All state, with the logs of every process below `logs`. */
  readonly stateFolder: string;
  /** What points a client at it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly sageMaker: SageMakerClient;
  readonly featureStoreRuntime: SageMakerFeatureStoreRuntimeClient;
  readonly runtime: SageMakerRuntimeClient;
  readonly put: (clientId: string, features: Partial<FeatureVector>) => Promise<void>;
  readonly setFaults: (rules: readonly object[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const clientId = (text: string): ClientId => {
  if (!ClientId.is(text)) throw new Error(`${text} is not a client id`);
  return text;
};

const recordOf = (id: string, features: Partial<FeatureVector>) => {
  const eventTime = eventTimeOf('2019-06-13', 0);
  const loanId: unknown = '7';
  if (E.isLeft(eventTime) || !LoanId.is(loanId)) throw new Error('no loan');
  const loan = { clientId: clientId(id), loanId, eventTime: eventTime.right };
  return toRecord({ ...loan, features: { ...exampleFeatures, ...features } });
};

const until = async (isThere: () => Promise<boolean>): Promise<void> => {
  while (!(await isThere())) await sleep(20);
};

/** What differs from the usual: names that a configuration gives, further variables of MiniStack. */
export interface ScoringDoubleSettings {
  readonly featureGroup?: string;
  readonly endpointName?: string;
  readonly ministackEnvironment?: Readonly<Record<string, string>>;
}

type Names = Required<Pick<ScoringDoubleSettings, 'featureGroup' | 'endpointName'>>;

const deploy = async (sageMaker: SageMakerClient, names: Names): Promise<void> => {
  const { recordIdentifierFeatureName, eventTimeFeatureName, featureDefinitions } = featureGroupDefinition;
  await sageMaker.send(
    new CreateFeatureGroupCommand({
      FeatureGroupName: names.featureGroup,
      RecordIdentifierFeatureName: recordIdentifierFeatureName,
      EventTimeFeatureName: eventTimeFeatureName,
      FeatureDefinitions: [...featureDefinitions],
      OnlineStoreConfig: { EnableOnlineStore: true },
    }),
  );
  await sageMaker.send(
    new CreateModelCommand({
      ModelName: 'small',
      PrimaryContainer: { Image: 'small:1', Environment: { MODEL_NAME: 'small' } },
    }),
  );
  const variant = { VariantName: 'AllTraffic', ModelName: 'small', InstanceType: 'ml.m5.large' as const };
  await sageMaker.send(
    new CreateEndpointConfigCommand({ EndpointConfigName: 'small', ProductionVariants: [variant] }),
  );
  await sageMaker.send(
    new CreateEndpointCommand({ EndpointName: names.endpointName, EndpointConfigName: 'small' }),
  );
  const group = new DescribeFeatureGroupCommand({ FeatureGroupName: names.featureGroup });
  await until(async () => (await sageMaker.send(group)).FeatureGroupStatus === 'Created');
  const endpoint = new DescribeEndpointCommand({ EndpointName: names.endpointName });
  await until(async () => (await sageMaker.send(endpoint)).EndpointStatus === 'InService');
};

const region = 'eu-west-1';
/** Neither features nor invocations go to S3. */
const noS3 = 'http://127.0.0.1:9';

/** Starts it; with the command of a MiniStack, S3 and the other services of a cloud stand beside it. */
export const startScoringDouble = async (
  ministack: readonly string[] | null = null,
  { ministackEnvironment = {}, ...given }: ScoringDoubleSettings = {},
): Promise<ScoringDouble> => {
  const names: Names = { featureGroup, endpointName, ...given };
  const stateFolder = mkdtempSync(join(tmpdir(), 'scoring-double-'));
  const launcher = { image: 'small:1', entrypoint: [process.execPath, '-e', smallModel], environment: {} };
  const settings = {
    stateFolder,
    images: { source: 'a small image of a test', launchers: [launcher] },
    region,
  };
  const started =
    ministack === null
      ? await startLocalSageMaker({ ...settings, s3Endpoint: noS3 })()
      : await startLocalCloud({ ...settings, ministack, ministackEnvironment })();
  if (E.isLeft(started)) throw new Error(started.left.message);
  const { endpointUrl: url, environment, stop } = started.right;
  const client = {
    endpoint: url,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
  const sageMaker = new SageMakerClient(client);
  const featureStoreRuntime = new SageMakerFeatureStoreRuntimeClient(client);
  const runtime = new SageMakerRuntimeClient(client);
  await deploy(sageMaker, names);
  return {
    url,
    stateFolder,
    environment,
    sageMaker,
    featureStoreRuntime,
    runtime,
    put: async (id, features) => {
      const Record = [...recordOf(id, features)];
      await featureStoreRuntime.send(new PutRecordCommand({ FeatureGroupName: names.featureGroup, Record }));
    },
    setFaults: async (rules) => {
      const answer = await fetch(`${url}/_local/faults`, { method: 'PUT', body: JSON.stringify({ rules }) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    stop: async () => {
      for (const each of [sageMaker, featureStoreRuntime, runtime]) each.destroy();
      await stop();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
};
