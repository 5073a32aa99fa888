// Amazon Resource Names, from a configuration alone: policies can be read before anything is deployed.
import { parseS3Uri } from '@credit-risk/aws-effects';
import type { PipelineConfig } from '@credit-risk/config';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';

type Placed = Pick<PipelineConfig, 'aws'>;

/** The ARN of something in the account and region of a configuration. */
export const arnOf = ({ aws }: Placed, service: string, resource: string): string =>
  `arn:${aws.partition}:${service}:${aws.region}:${aws.accountId}:${resource}`;

/** The ARN of a resource of SageMaker, which holds its name in lower case. */
export const sageMakerArn = (config: Placed, kind: string, name: string): string =>
  arnOf(config, 'sagemaker', `${kind}/${name.toLowerCase()}`);

// The codec of the configuration has checked its URIs.
const locationOf = (uri: string) =>
  pipe(
    parseS3Uri(uri),
    O.getOrElse(() => ({ Bucket: '', Key: '' })),
  );

/** The bucket of an S3 URI. */
export const bucketOf = (uri: string): string => locationOf(uri).Bucket;

/** The ARN of a bucket. */
export const bucketArn = ({ aws }: Placed, bucket: string): string => `arn:${aws.partition}:s3:::${bucket}`;

/** The ARN of every object whose URI starts with this one. */
export const objectsOf = (config: Placed, uri: string): string => {
  const { Bucket, Key } = locationOf(uri);
  return `${bucketArn(config, Bucket)}/${Key}*`;
};
