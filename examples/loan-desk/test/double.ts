// SageMaker on this machine, as the double of the real one: a feature group, and an endpoint that serves a model of ours.
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateFeatureGroupCommand,
  CreateModelCommand,
  SageMakerClient,
  waitUntilEndpointInService,
} from '@aws-sdk/client-sagemaker';
import {
  PutRecordCommand,
  SageMakerFeatureStoreRuntimeClient,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { contractVersion, featureGroupDefinition } from '@credit-risk/loan-features';
import { startLocalSageMaker } from '@credit-risk/local-sagemaker';
import type { SageMakerSettings } from '@credit-risk/prediction-client/sagemaker';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Declines every client with more than ten loans: enough of a model for a desk's tests.
const model = `
const { createServer } = require('node:http');
createServer(async (request, response) => {
  if (request.url === '/ping') return response.end();
  let body = '';
  for await (const chunk of request) body += chunk;
  const predictions = JSON.parse(body).instances.map(({ nb_previous_loans: loans }) => ({
    probabilityOfDefault: loans / 100,
    decision: loans > 10 ? 'decline' : 'approve',
    contributions: { nb_previous_loans: loans / 100, avg_amount_loans_previous: 0, age: 0, years_on_the_job: 0, flag_own_car: 0 },
  }));
  const contractVersion = '${contractVersion}';
  response.end(JSON.stringify({ contractVersion, modelName: 'a model', modelVersion: '1', threshold: 0.1, predictions }));
}).listen(Number(process.env.SAGEMAKER_BIND_TO_PORT), '127.0.0.1');
`;

export interface Double {
  readonly settings: SageMakerSettings;
  readonly addClient: (clientId: string, previousLoans: number) => Promise<void>;
  /** Lets calls fail; see the README of the local SageMaker. */
  readonly setFaults: (rules: readonly object[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const featureGroup = 'loans';
const endpointName = 'champion';

const deploy = async (sageMaker: SageMakerClient): Promise<void> => {
  const { recordIdentifierFeatureName, eventTimeFeatureName, featureDefinitions } = featureGroupDefinition;
  await sageMaker.send(
    new CreateFeatureGroupCommand({
      FeatureGroupName: featureGroup,
      RecordIdentifierFeatureName: recordIdentifierFeatureName,
      EventTimeFeatureName: eventTimeFeatureName,
      FeatureDefinitions: [...featureDefinitions],
      OnlineStoreConfig: { EnableOnlineStore: true },
    }),
  );
  await sageMaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: 'model:1' } }));
  await sageMaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: 'c',
      ProductionVariants: [{ VariantName: 'AllTraffic', ModelName: 'm', InstanceType: 'ml.m5.large' }],
    }),
  );
  await sageMaker.send(new CreateEndpointCommand({ EndpointName: endpointName, EndpointConfigName: 'c' }));
  await waitUntilEndpointInService(
    { client: sageMaker, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
    { EndpointName: endpointName },
  );
};

/** Starts it in a temporary folder, on a free port. */
export const startDouble = async (): Promise<Double> => {
  const stateFolder = mkdtempSync(join(tmpdir(), 'loan-desk-'));
  const started = await startLocalSageMaker({
    stateFolder,
    images: {
      source: 'the tests of the desk',
      launchers: [{ image: 'model:1', entrypoint: [process.execPath, '-e', model], environment: {} }],
    },
    s3Endpoint: 'http://127.0.0.1:9',
  })();
  if (started._tag === 'Left') throw new Error(started.left.message);
  const { endpointUrl: endpoint, stop } = started.right;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = { endpoint, credentials, region: 'us-east-1', maxAttempts: 1 };
  const sageMaker = new SageMakerClient(client);
  const featureStoreRuntime = new SageMakerFeatureStoreRuntimeClient(client);
  const runtime = new SageMakerRuntimeClient(client);
  await deploy(sageMaker);
  return {
    settings: { featureStoreRuntime, runtime, featureGroup, endpointName, timeoutMilliseconds: 1000 },
    addClient: async (clientId, previousLoans) => {
      const features = { nb_previous_loans: previousLoans, age: 40, flag_own_car: 1 };
      const identity = { id: clientId, loan_id: '1', event_time: '2020-01-01T00:00:00.000Z' };
      const Record = Object.entries({ ...identity, ...features }).map(([FeatureName, value]) => ({
        FeatureName,
        ValueAsString: String(value),
      }));
      await featureStoreRuntime.send(new PutRecordCommand({ FeatureGroupName: featureGroup, Record }));
    },
    setFaults: async (rules) => {
      await fetch(`${endpoint}/_local/faults`, { method: 'PUT', body: JSON.stringify({ rules }) });
    },
    stop: async () => {
      for (const each of [sageMaker, featureStoreRuntime, runtime]) each.destroy();
      await stop();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
};
