// What Amazon Data Firehose may do: deliver the prediction log.
import type { PipelineConfig } from '@credit-risk/config';
import { arnOf, bucketArn, objectsOf } from '../arns';
import { useOfBucketKey } from './encryption';
import type { Permission } from './permission';

const byTheService = 'Firehose calls it by itself; AWS documents that it does.';

/** What the delivery of predictions may do. */
export const deliveryPermissions = (
  config: PipelineConfig,
  names: { readonly bucket: string; readonly logGroup: string },
  keyArn: string,
): readonly Permission[] => [
  {
    actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
    resources: [objectsOf(config, `s3://${names.bucket}/`)],
    why: 'The files of the log, which Firehose names by day.',
    unseen: byTheService,
  },
  {
    actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
    resources: [bucketArn(config, names.bucket)],
    why: 'It finds the region of the bucket, and continues uploads.',
    unseen: byTheService,
  },
  {
    actions: ['logs:PutLogEvents'],
    resources: [arnOf(config, 'logs', `log-group:${names.logGroup}:*`)],
    why: 'What goes wrong with a delivery, in a stream of the group.',
    unseen: byTheService,
  },
  { ...useOfBucketKey(keyArn), unseen: byTheService },
];
