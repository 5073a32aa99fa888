import { FirehoseClient } from '@aws-sdk/client-firehose';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import {
  type AwsService,
  featureStoreRuntime,
  firehose,
  sageMakerRuntime,
  serviceUrl,
} from '../src/infra/aws/service-url';

const clients = [
  [featureStoreRuntime, new SageMakerFeatureStoreRuntimeClient({ region: 'eu-west-1' })],
  [sageMakerRuntime, new SageMakerRuntimeClient({ region: 'eu-west-1' })],
  [firehose, new FirehoseClient({ region: 'eu-west-1' })],
] as const;

const hrefOf = (
  service: AwsService,
  region: string,
  environment: Readonly<Record<string, string>> = {},
): string =>
  pipe(
    serviceUrl(service, region, environment),
    E.match(
      (fault) => fault,
      ({ href }) => href,
    ),
  );

afterAll(() => clients.forEach(([, client]) => client.destroy()));

describe('the URL of a service', () => {
  it.each(['eu-west-1', 'us-east-1', 'ap-southeast-2', 'cn-north-1', 'cn-northwest-1', 'us-gov-west-1'])(
    'is that of the SDK in %s',
    (region) => {
      for (const [service, client] of clients) {
        const { url } = client.config.endpointProvider({ Region: region });
        expect(hrefOf(service, region)).toBe(url.href);
      }
    },
  );

  it.each([
    ['us-iso-east-1', {}, /AWS_REGION is "us-iso-east-1": expected a region .* AWS_ENDPOINT_URL_FIREHOSE/],
    ['somewhere', {}, /AWS_REGION is "somewhere"/],
    [
      'us-east-1',
      { AWS_USE_FIPS_ENDPOINT: 'true' },
      /expected the FIPS endpoint in AWS_ENDPOINT_URL_FIREHOSE/,
    ],
    ['us-east-1', { AWS_ENDPOINT_URL: 'here' }, /is "here": expected a URL/],
  ])('must be configured if no rule gives it: %s with %j', (region, environment, expected) => {
    expect(hrefOf(firehose, region, environment)).toMatch(expected);
  });

  it('is the configured one of the service, before the one of all', () => {
    const both = {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_ENDPOINT_URL_FIREHOSE: 'http://127.0.0.1:4567/here',
    };
    expect(hrefOf(firehose, 'eu-west-1', both)).toBe('http://127.0.0.1:4567/here');
    expect(hrefOf(sageMakerRuntime, 'eu-west-1', both)).toBe('http://127.0.0.1:4566/');
    expect(hrefOf(firehose, 'eu-west-1', { ...both, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toBe(
      'https://firehose.eu-west-1.amazonaws.com/',
    );
  });
});
