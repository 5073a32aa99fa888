// Objects of S3 that are replaced and removed with all their versions, in buckets with versioning and without.
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type AwsError, collectAll, parseS3Uri, type S3Location, send } from '@credit-risk/aws-effects';
import type { OfflineObjects, StoredObject } from '@credit-risk/feature-store';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RA from 'fp-ts/ReadonlyArray';
import * as TE from 'fp-ts/TaskEither';

// The most that S3 deletes in one call.
const mostDeletions = 1000;

const placeOf = (uri: string): S3Location =>
  pipe(
    parseS3Uri(uri),
    O.getOrElse(() => ({ Bucket: '', Key: '' })),
  );

const list = (client: S3Client, prefix: string): TE.TaskEither<AwsError, readonly string[]> => {
  const { Bucket, Key } = placeOf(prefix);
  return collectAll((ContinuationToken) =>
    pipe(
      send(
        client,
        new ListObjectsV2Command({
          Bucket,
          Prefix: Key,
          ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
        }),
      ),
      TE.map(({ Contents = [], NextContinuationToken }) => ({
        items: Contents.map(({ Key: key = '' }) => `s3://${Bucket}/${key}`),
        nextToken: NextContinuationToken,
      })),
    ),
  );
};

interface Version {
  readonly Key: string;
  readonly VersionId: string;
  readonly isLatest: boolean;
}

// The next page starts at a key and a version: one token holds both.
const versions = (
  client: S3Client,
  { Bucket, Key }: S3Location,
): TE.TaskEither<AwsError, readonly Version[]> =>
  collectAll((token) => {
    const [KeyMarker, VersionIdMarker] = token === undefined ? [] : token.split('\n');
    return pipe(
      send(
        client,
        new ListObjectVersionsCommand({
          Bucket,
          Prefix: Key,
          ...(KeyMarker === undefined ? {} : { KeyMarker }),
          ...(VersionIdMarker === undefined ? {} : { VersionIdMarker }),
        }),
      ),
      TE.map(
        ({
          Versions = [],
          DeleteMarkers = [],
          IsTruncated,
          NextKeyMarker = '',
          NextVersionIdMarker = '',
        }) => ({
          items: [...Versions, ...DeleteMarkers].flatMap(({ Key: key, VersionId, IsLatest }) =>
            key === Key && VersionId !== undefined ? [{ Key, VersionId, isLatest: IsLatest === true }] : [],
          ),
          nextToken: IsTruncated === true ? `${NextKeyMarker}\n${NextVersionIdMarker}` : undefined,
        }),
      ),
    );
  });

const remove = (
  client: S3Client,
  { Bucket }: S3Location,
  gone: readonly Version[],
): TE.TaskEither<AwsError, void> =>
  pipe(
    RA.chunksOf(mostDeletions)(gone),
    TE.traverseSeqArray((chunk) =>
      send(
        client,
        new DeleteObjectsCommand({
          Bucket,
          Delete: { Objects: chunk.map(({ Key, VersionId }) => ({ Key, VersionId })), Quiet: true },
        }),
      ),
    ),
    TE.flatMap((responses) => {
      const [failed] = responses.flatMap(({ Errors = [] }) => Errors);
      return failed === undefined
        ? TE.right(undefined)
        : TE.left<AwsError>({
            _tag: 'Rejected',
            operation: 'DeleteObjects',
            code: failed.Code ?? 'Unknown',
            message: failed.Message ?? '',
            requestId: null,
            cause: failed,
          });
    }),
  );

const interrupted = (cause: unknown): AwsError => ({
  _tag: 'Unavailable',
  operation: 'GetObject',
  code: 'BodyInterrupted',
  message: String(cause),
  requestId: null,
  cause,
});

const read = (client: S3Client, uri: string): TE.TaskEither<AwsError, O.Option<StoredObject>> =>
  pipe(
    send(client, new GetObjectCommand(placeOf(uri))),
    TE.flatMap(({ Body, ETag = '' }) =>
      TE.tryCatch(
        async () =>
          O.some({ bytes: new Uint8Array((await Body?.transformToByteArray()) ?? []), version: ETag }),
        interrupted,
      ),
    ),
    TE.orElse((error) => (error._tag === 'NotFound' ? TE.right(O.none) : TE.left(error))),
  );

const put = (client: S3Client, uri: string, version: string, bytes: Uint8Array) =>
  pipe(
    send(client, new PutObjectCommand({ ...placeOf(uri), Body: bytes, IfMatch: version })),
    TE.map(() => true),
    TE.orElse((error) =>
      error._tag === 'Conflict' || error._tag === 'NotFound' ? TE.right(false) : TE.left(error),
    ),
  );

/** The port over the AWS SDK. */
export const versionedObjects = (client: S3Client): OfflineObjects => ({
  list: (prefix) => list(client, prefix),
  read: (uri) => read(client, uri),
  replaceForGood: (uri, version, bytes) =>
    pipe(
      put(client, uri, version, bytes),
      TE.tap((replaced) =>
        replaced
          ? pipe(
              versions(client, placeOf(uri)),
              TE.flatMap((all) =>
                remove(
                  client,
                  placeOf(uri),
                  all.filter(({ isLatest }) => !isLatest),
                ),
              ),
            )
          : TE.right(undefined),
      ),
    ),
  removeForGood: (uri) =>
    pipe(
      versions(client, placeOf(uri)),
      TE.flatMap((all) => remove(client, placeOf(uri), all)),
    ),
});
