// The real ports, from what every AWS SDK takes from the environment.
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { systemClock } from '@credit-risk/aws-effects';
import { sageMakerFeatureGroups, sageMakerOnlineStore } from '@credit-risk/feature-store';
import { type Ports, s3Objects, sageMakerService } from '@credit-risk/pipelines';
import { localProcesses } from './local-processes';
import type { Reporter } from './reporter';
import type { Service, World } from './world';

// A service that does not answer must become an error that can be told, not a silence. Without the flag, the SDK writes a
// line to the console after `requestTimeout` and waits on; `socketTimeout` ends an answer that stops in its middle.
const requestHandler = {
  connectionTimeout: 5_000,
  requestTimeout: 20_000,
  socketTimeout: 20_000,
  throwOnRequestTimeout: true,
};

// SageMaker throttles an account as a whole, so others' load meets this run: with the SDK's back-off, ten attempts
// are about half a minute, and one call in 90,000 fails when three in ten are throttled.
const maxAttempts = 10;

type Environment = Readonly<Record<string, string | undefined>>;

// The SDK reads the same variables, and tells nobody what came out.
const addressOf =
  (environment: Environment) =>
  (service: Service): string =>
    environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ??
    environment['AWS_ENDPOINT_URL'] ??
    `AWS in region ${environment['AWS_REGION'] ?? 'of the profile'}`;

/** What ends a run: a wish, and then an order. */
export type Endings = Pick<Ports, 'signal' | 'force'>;

/** The ports of the pipeline, and where their services are. */
export const awsWorld = (
  reporter: Reporter,
  { signal, force }: Endings,
  environment: Environment,
): Pick<World, 'addressOf'> & { readonly ports: Ports } => {
  const s3 = new S3Client({ requestHandler });
  const sagemaker = new SageMakerClient({ requestHandler, maxAttempts });
  const records = new SageMakerFeatureStoreRuntimeClient({
    requestHandler,
    maxAttempts,
  });
  return {
    ports: {
      objects: s3Objects(s3),
      sagemaker: sageMakerService(sagemaker, { signal }),
      features: {
        groups: sageMakerFeatureGroups(sagemaker),
        onlineStore: (group) => sageMakerOnlineStore(records, group, { signal }),
      },
      processes: localProcesses(),
      clock: systemClock,
      random: Math.random,
      progress: reporter.progress,
      whenBusy: 'fail',
      signal,
      force,
    },
    addressOf: addressOf(environment),
  };
};
