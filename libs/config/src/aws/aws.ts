// The terms of AWS that a configuration uses: accounts, roles, keys, S3 URIs.
import {
  annotated,
  type Codec,
  integer,
  literals,
  nullable,
  object,
  text,
  withDefault,
} from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import { defaults } from '../defaults/defaults';

const awsFields = object(
  {
    partition: withDefault(
      literals(['aws', 'aws-cn', 'aws-us-gov'], {
        description: 'The part of AWS that the account belongs to: commercial regions, China, US government.',
      }),
      defaults.partition,
    ),
    region: text({
      pattern: '[a-z]{2}(-[a-z]{2,12}){1,2}-[1-9]',
      expectation: 'a region such as eu-west-1',
      description: 'The region of every resource and of the image registry.',
    }),
    accountId: text({
      pattern: '[0-9]{12}',
      expectation: 'the 12 digits of an account, as text',
      description: 'The account of every resource and of the image registry.',
    }),
  },
  { description: 'Where the pipeline runs.' },
);

/** The AWS account and region that a pipeline runs in. */
export interface Aws extends TypeOf<typeof awsFields> {}

/** Codec of the account and region. */
export const Aws: Codec<Aws> = awsFields;

const roleExpectation = "a role's ARN such as arn:aws:iam::111122223333:role/credit-risk";
const partition = 'aws(-cn|-us-gov)?';

export const RoleArn: Codec<string> = text({
  name: 'RoleArn',
  pattern: `arn:${partition}:iam::[0-9]{12}:role/[a-zA-Z_0-9+=,.@/-]{1,512}`,
  expectation: roleExpectation,
  description: 'The role that SageMaker assumes.',
});

/** The role of a stage; the file's own `roleArn` if the stage has none. */
export const StageRoleArn: Codec<string> = annotated(RoleArn, {
  expectation: `${roleExpectation}, here or as $.roleArn for all stages`,
});

const keyId = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}';
const keyAlias = 'alias/[a-zA-Z0-9/_-]{1,249}';

const KmsKeyId: Codec<string> = text({
  name: 'KmsKeyId',
  pattern: `${keyId}|${keyAlias}|arn:${partition}:kms:[a-z0-9-]{5,25}:[0-9]{12}:(key/(${keyId})|${keyAlias})`,
  expectation: "a KMS key's id, alias or ARN",
});

/** A member that holds a KMS key; `null` is AWS's own key. */
export const kmsKey = (description: string) =>
  withDefault(nullable(KmsKeyId, { description: `${description} null: AWS's own key.` }), defaults.kmsKeyId);

const bucket = 's3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]';
// The service allows 1024 characters; a run's own folders are appended to this.
const longestPrefix = 512;

/** A place in S3 below which the pipeline writes. */
export const S3Prefix: Codec<string> = text({
  name: 'S3Prefix',
  pattern: `${bucket}(/[^/\\s]+)*`,
  maxLength: longestPrefix,
  expectation: 's3://bucket or s3://bucket/prefix, without a slash at its end',
});

/** What the pipeline reads from S3. */
export const S3Uri: Codec<string> = text({
  pattern: `${bucket}(/.*)?`,
  maxLength: 1024,
  expectation: 'an S3 URI such as s3://bucket/loans.csv',
  description: 'One CSV file of loans, or the prefix of several.',
});

export const InstanceType: Codec<string> = text({
  name: 'InstanceType',
  pattern: 'ml\\.[a-z0-9-]{1,24}\\.[a-z0-9-]{1,24}',
  expectation: 'an instance type such as ml.m5.xlarge',
});

export const instanceCount: Codec<number> = integer({
  minimum: 1,
  maximum: 100,
  description: 'Number of nodes.',
});
