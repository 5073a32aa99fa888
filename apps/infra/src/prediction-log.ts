// The prediction log: a delivery stream that takes predictions, and a bucket that keeps them by day.
import type { PipelineConfig } from '@credit-risk/config';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Compression,
  DeliveryStream,
  EnableLogging,
  S3Bucket,
  StreamEncryption,
} from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { privateBucket } from './bucket';
import { nameOf } from './names';
import { deliveryPermissions } from './roles/delivery';
import { roleWith } from './roles/permission';

/** Where predictions are kept, and by which way they get there. */
export interface PredictionLog {
  readonly bucket: Bucket;
  readonly stream: DeliveryStream;
}

const byDay = 'year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/';
const longestWait = Duration.seconds(60);
const largestWait = Size.mebibytes(5);

/** The name of the delivery stream. */
export const streamName = (config: PipelineConfig): string => nameOf(config, 'predictions');

// Names of buckets are the whole world's: the account keeps this one apart.
const bucketName = (config: PipelineConfig): string => nameOf(config, `predictions-${config.aws.accountId}`);

const keptFor = (scope: Construct, config: PipelineConfig, key: Key): Bucket =>
  privateBucket(scope, 'Predictions', {
    name: bucketName(config),
    key,
    lifecycleRules: [
      {
        id: 'retention',
        expiration: Duration.days(config.api.predictionLogRetentionDays),
        noncurrentVersionExpiration: Duration.days(1),
      },
      { id: 'markers-of-what-expired', expiredObjectDeleteMarker: true },
    ],
  });

/** The log of every prediction that is given. */
export const predictionLog = (scope: Construct, config: PipelineConfig, key: Key): PredictionLog => {
  const bucket = keptFor(scope, config, key);
  const logGroupName = `/aws/kinesisfirehose/${streamName(config)}`;
  const logGroup = new LogGroup(scope, 'DeliveryLog', {
    logGroupName,
    retention: config.api.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const permissions = deliveryPermissions(
    config,
    { bucket: bucketName(config), logGroup: logGroupName },
    key.keyArn,
  );
  const role = roleWith(scope, 'Delivery', permissions, {
    description: 'Delivers the prediction log.',
    assumedBy: new ServicePrincipal('firehose.amazonaws.com'),
  });
  const stream = new DeliveryStream(scope, 'Stream', {
    deliveryStreamName: streamName(config),
    encryption: StreamEncryption.awsOwnedKey(),
    role: role.withoutPolicyUpdates(),
    destination: new S3Bucket(bucket, {
      role: role.withoutPolicyUpdates(),
      dataOutputPrefix: `predictions/${byDay}`,
      errorOutputPrefix: `undelivered/!{firehose:error-output-type}/${byDay}`,
      compression: Compression.GZIP,
      bufferingInterval: longestWait,
      bufferingSize: largestWait,
      encryptionKey: key,
      loggingConfig: new EnableLogging(logGroup),
    }),
  });
  return { bucket, stream };
};
