// The part of S3 that the operations need: put an object, and see whether there are any.
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as E from 'fp-ts/Either';
import { parseS3Uri } from './s3-uri';

/** Whether anything is below an S3 URI; left with the reason if S3 cannot say. */
export type HasObjects = (uri: string) => Promise<E.Either<string, boolean>>;

/** Stores a whole object; left with the reason if S3 does not take it. */
export type PutObject = (uri: string, body: Uint8Array) => Promise<E.Either<string, void>>;

export interface ObjectStore {
  readonly putObject: PutObject;
  readonly hasObjects: HasObjects;
  readonly close: () => void;
}

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
      const { bucket, key } = parseS3Uri(uri);
      try {
        await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body }));
        return E.right(undefined);
      } catch (cause) {
        return E.left(reasonOf(uri, cause));
      }
    },
    hasObjects: async (uri) => {
      const { bucket, key } = parseS3Uri(uri);
      try {
        const { Contents = [] } = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
        );
        return E.right(Contents.length > 0);
      } catch (cause) {
        // A missing bucket has no objects; an S3 that does not respond says nothing about them.
        const isMissing = cause instanceof Error && cause.name === 'NoSuchBucket';
        return isMissing ? E.right(false) : E.left(reasonOf(uri, cause));
      }
    },
    close: () => client.destroy(),
  };
};
