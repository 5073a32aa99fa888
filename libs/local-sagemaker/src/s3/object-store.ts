// The little of S3 that the operations themselves need: put an object, and see whether there are any.
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as E from 'fp-ts/Either';
import type { PutObject } from '../feature-store/offline-store';
import type { HasObjects } from '../jobs/job-lifecycle';

export interface ObjectStore {
  readonly putObject: PutObject;
  readonly hasObjects: HasObjects;
  readonly close: () => void;
}

const parts = (uri: string): { readonly Bucket: string; readonly Key: string } => {
  const [, Bucket = '', Key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
  return { Bucket, Key };
};

const reasonOf = (uri: string, cause: unknown): string =>
  `${uri}: ${cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)}`;

/** An object store over the S3 at an address. */
export const objectStore = (endpoint: string, region: string): ObjectStore => {
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    putObject: async (uri, Body) => {
      try {
        await client.send(new PutObjectCommand({ ...parts(uri), Body }));
        return E.right(undefined);
      } catch (cause) {
        return E.left(reasonOf(uri, cause));
      }
    },
    hasObjects: async (uri) => {
      const { Bucket, Key } = parts(uri);
      try {
        const { Contents = [] } = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix: Key, MaxKeys: 1 }),
        );
        return E.right(Contents.length > 0);
      } catch (cause) {
        // A bucket that is not there is an answer; an S3 that does not answer is not.
        const isMissing = cause instanceof Error && cause.name === 'NoSuchBucket';
        return isMissing ? E.right(false) : E.left(reasonOf(uri, cause));
      }
    },
    close: () => client.destroy(),
  };
};
