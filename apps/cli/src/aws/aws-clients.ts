// The one way in which the program makes clients of AWS: what the SDK takes from the environment, and one patience for all.
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';

/** A service that errors name. */
export type Service = 'S3' | 'SageMaker';

/** Clients of the services that commands call. */
export interface AwsClients {
  readonly s3: S3Client;
  readonly sageMaker: SageMakerClient;
  readonly featureStoreRuntime: SageMakerFeatureStoreRuntimeClient;
}

/** What differs between programs: in the end, tests. */
export interface ClientSettings {
  /** Milliseconds after which one request counts as not answered. */
  readonly requestTimeout: number;
  /** The region where neither environment nor profile names one. */
  readonly region?: string;
}

const connectionTimeout = 5_000;

// SageMaker throttles an account as a whole, so others' load meets this run: with the SDK's back-off, ten attempts
// are about half a minute, and one call in 90,000 fails when three in ten are throttled.
const maxAttempts = 10;

// A service that does not answer must become an error with a message, not a silence. Without the flag, the SDK writes a
// line to the console after `requestTimeout` and waits on; `socketTimeout` ends a response that stops in its middle.
const requestHandlerOf = (requestTimeout: number) => ({
  connectionTimeout: Math.min(connectionTimeout, requestTimeout),
  requestTimeout,
  socketTimeout: requestTimeout,
  throwOnRequestTimeout: true,
});

/**
 * Makes the clients; none connects before its first call.
 *
 * @example
 * awsClients({ requestTimeout: 20_000 }).s3.send(new ListBucketsCommand());
 */
export const awsClients = ({ requestTimeout, region }: ClientSettings): AwsClients => {
  const requestHandler = requestHandlerOf(requestTimeout);
  const settings = region === undefined ? { requestHandler } : { requestHandler, region };
  return {
    s3: new S3Client(settings),
    sageMaker: new SageMakerClient({ ...settings, maxAttempts }),
    featureStoreRuntime: new SageMakerFeatureStoreRuntimeClient({ ...settings, maxAttempts }),
  };
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a service is looked for: the SDK reads the same variables, and does not report the result. */
export const addressOf =
  (environment: Environment) =>
  (service: Service): string =>
    environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ??
    environment['AWS_ENDPOINT_URL'] ??
    `AWS in region ${environment['AWS_REGION'] ?? 'of the profile'}`;
