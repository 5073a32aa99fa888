// A bucket as all of this project are: encrypted, versioned, private, over TLS alone, and never deleted with its stack.
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

const leastTlsVersion = 1.2;
const daysOfAbandonedUploads = 7;

const always: LifecycleRule = {
  id: 'abandoned-uploads',
  abortIncompleteMultipartUploadAfter: Duration.days(daysOfAbandonedUploads),
};

/** A bucket; `lifecycleRules` are added to those that every bucket has. */
export const privateBucket = (
  scope: Construct,
  id: string,
  { name, key, lifecycleRules }: { name: string; key: IKey; lifecycleRules: readonly LifecycleRule[] },
): Bucket => {
  const bucket = new Bucket(scope, id, {
    bucketName: name,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    versioned: true,
    enforceSSL: true,
    minimumTLSVersion: leastTlsVersion,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [always, ...lifecycleRules],
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'Object reads are audited by CloudTrail data events, collected once per account: docs/aws.md.',
  });
  return bucket;
};
