// URLs of the AWS services, found like AWS's SDKs find them: from the environment and the region.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';

/** A service that the API calls, by its names. */
export interface AwsService {
  /** Its name in the SDKs. */
  readonly name: string;
  readonly hostName: string;
  /** As in AWS_ENDPOINT_URL_…. */
  readonly variable: string;
  readonly signingName: string;
}

export const featureStoreRuntime: AwsService = {
  name: 'SageMakerFeatureStoreRuntime',
  hostName: 'featurestore-runtime.sagemaker',
  variable: 'SAGEMAKER_FEATURESTORE_RUNTIME',
  signingName: 'sagemaker',
};

export const sageMakerRuntime: AwsService = {
  name: 'SageMakerRuntime',
  hostName: 'runtime.sagemaker',
  variable: 'SAGEMAKER_RUNTIME',
  signingName: 'sagemaker',
};

export const firehose: AwsService = {
  name: 'Firehose',
  hostName: 'firehose',
  variable: 'FIREHOSE',
  signingName: 'firehose',
};

type Environment = Readonly<Record<string, string | undefined>>;

const isConfigured = (value: string | undefined): value is string => value !== undefined && value !== '';

const configured = ({ variable }: AwsService, environment: Environment): string | undefined =>
  environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true'
    ? undefined
    : [environment[`AWS_ENDPOINT_URL_${variable}`], environment['AWS_ENDPOINT_URL']].find(isConfigured);

// Regions of other partitions, and FIPS endpoints, have host names of no such rule.
const publicRegion = /^[a-z]{2}(-gov)?-[a-z]+-\d+$/;

const regionalUrl = (
  { hostName, variable }: AwsService,
  region: string,
  environment: Environment,
): E.Either<string, string> => {
  if (environment['AWS_USE_FIPS_ENDPOINT'] === 'true')
    return E.left(
      `AWS_USE_FIPS_ENDPOINT is true: expected the FIPS endpoint in AWS_ENDPOINT_URL_${variable}.`,
    );
  if (!publicRegion.test(region))
    return E.left(
      `AWS_REGION is ${JSON.stringify(region)}: expected a region of AWS, AWS China or AWS GovCloud, or the endpoint in AWS_ENDPOINT_URL_${variable}.`,
    );
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return E.right(`https://${hostName}.${region}.${domain}`);
};

/**
 * The URL of a service, or what is wrong with the environment.
 *
 * @example
 * serviceUrl(firehose, 'eu-west-1', process.env); // right(new URL('https://firehose.eu-west-1.amazonaws.com'))
 */
export const serviceUrl = (
  service: AwsService,
  region: string,
  environment: Environment,
): E.Either<string, URL> => {
  const given = configured(service, environment);
  return pipe(
    given === undefined ? regionalUrl(service, region, environment) : E.right(given),
    E.flatMap((url) =>
      E.tryCatch(
        () => new URL(url),
        () =>
          `AWS_ENDPOINT_URL_${service.variable} or AWS_ENDPOINT_URL is ${JSON.stringify(url)}: expected a URL.`,
      ),
    ),
  );
};

/** The URLs of the services that the API calls. */
export interface ServiceUrls {
  readonly featureStoreRuntime: URL;
  readonly sageMakerRuntime: URL;
  readonly firehose: URL;
}

/** The URLs of all services. */
export const serviceUrls = (region: string, environment: Environment): E.Either<string, ServiceUrls> =>
  pipe(
    E.Do,
    E.apS('featureStoreRuntime', serviceUrl(featureStoreRuntime, region, environment)),
    E.apS('sageMakerRuntime', serviceUrl(sageMakerRuntime, region, environment)),
    E.apS('firehose', serviceUrl(firehose, region, environment)),
  );
