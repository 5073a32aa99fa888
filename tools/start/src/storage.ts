// Puts the raw file where the pipeline reads it: a bucket of the cloud that the AWS variables point at.
import { createReadStream } from 'node:fs';
import { CreateBucketCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import * as TE from 'fp-ts/TaskEither';
import { startError, type StartError } from './start-error';

const s3 = (environment: Readonly<Record<string, string>>): S3Client =>
  new S3Client({
    region: environment['AWS_REGION'] ?? 'us-east-1',
    endpoint: environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL'] ?? '',
    forcePathStyle: true,
    requestHandler: { requestTimeout: 60_000, throwOnRequestTimeout: true },
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });

const ensureBucket = async (client: S3Client, bucket: string): Promise<void> => {
  const exists = await client.send(new HeadBucketCommand({ Bucket: bucket })).then(
    () => true,
    () => false,
  );
  if (!exists) await client.send(new CreateBucketCommand({ Bucket: bucket }));
};

const bucketAndKey = (uri: string): { readonly bucket: string; readonly key: string } => {
  const [bucket = '', ...key] = uri.replace('s3://', '').split('/');
  return { bucket, key: key.join('/') };
};

/** Makes the buckets that are missing and uploads `file` to `uri`. */
export const upload = (
  environment: Readonly<Record<string, string>>,
  file: string,
  uri: string,
  alsoBucketOf: string,
): TE.TaskEither<StartError, void> =>
  TE.tryCatch(
    async () => {
      const client = s3(environment);
      const { bucket, key } = bucketAndKey(uri);
      await ensureBucket(client, bucket);
      await ensureBucket(client, bucketAndKey(alsoBucketOf).bucket);
      await new Upload({ client, params: { Bucket: bucket, Key: key, Body: createReadStream(file) } }).done();
      client.destroy();
    },
    (cause) => startError(`${file} could not be uploaded to ${uri}: ${String(cause)}`),
  );
