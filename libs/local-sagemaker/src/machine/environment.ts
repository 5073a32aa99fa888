// The variables that point AWS SDKs and the AWS CLI at the local services.

export interface Endpoints {
  readonly sageMaker: string;
  /** S3 and the other services of AWS that run beside it. */
  readonly other: string;
  readonly region: string;
}

/**
 * Environment of a client. SDKs take `AWS_ENDPOINT_URL_<SERVICE ID>`, upper-case with underscores, before
 * `AWS_ENDPOINT_URL`. The services check no credentials, but SDKs want some.
 * @example clientEnvironment({ sageMaker: 'http://127.0.0.1:4000', other: 'http://127.0.0.1:4566', region: 'eu-west-1' }).AWS_REGION // 'eu-west-1'
 */
export const clientEnvironment = ({
  sageMaker,
  other,
  region,
}: Endpoints): Readonly<Record<`AWS_${string}`, string>> => ({
  AWS_ENDPOINT_URL: other,
  AWS_ENDPOINT_URL_S3: other,
  AWS_ENDPOINT_URL_SAGEMAKER: sageMaker,
  AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: sageMaker,
  AWS_ENDPOINT_URL_SAGEMAKER_FEATURESTORE_RUNTIME: sageMaker,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});
