// The port to S3 over the AWS SDK.
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type AwsError, collectAll, type S3Location, s3LocationOf, send } from '@credit-risk/aws-effects';
import * as O from 'fp-ts/Option';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { ListedObject, ObjectVersion, Objects } from '../ports/objects';

const located = (uri: string, operation: string): TE.TaskEither<AwsError, S3Location> =>
  TE.fromEither(s3LocationOf(uri, operation));

// The connection can still break while the body arrives.
const interrupted =
  (operation: string) =>
  (cause: unknown): AwsError => ({
    _tag: 'Unavailable',
    operation,
    code: 'BodyInterrupted',
    message: String(cause),
    requestId: null,
    cause,
  });

const bytesOf = ({ Body }: GetObjectCommandOutput): TE.TaskEither<AwsError, Uint8Array> =>
  TE.tryCatch(
    async () => (Body === undefined ? new Uint8Array() : await Body.transformToByteArray()),
    interrupted('GetObject'),
  );

const isMissingKey = ({ _tag, code }: AwsError): boolean => _tag === 'NotFound' && code !== 'NoSuchBucket';

const listIn = (
  client: S3Client,
  { Bucket, Key }: S3Location,
): TE.TaskEither<AwsError, readonly ListedObject[]> =>
  collectAll((token) =>
    pipe(
      send(
        client,
        new ListObjectsV2Command({
          Bucket,
          Prefix: Key,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      ),
      TE.map(({ Contents, NextContinuationToken }) => ({
        items: (Contents ?? []).map(({ Key: key = '', Size = 0 }) => ({
          uri: `s3://${Bucket}/${key}`,
          size: Size,
        })),
        nextToken: NextContinuationToken,
      })),
    ),
  );

interface Condition {
  readonly IfNoneMatch?: '*';
  readonly IfMatch?: string;
}

const put = (client: S3Client, uri: string, text: string, condition: Condition) =>
  pipe(
    located(uri, 'PutObject'),
    TE.flatMap((at) =>
      send(
        client,
        new PutObjectCommand({ ...at, Body: text, ContentType: 'application/json', ...condition }),
      ),
    ),
    TE.map(() => undefined),
  );

// Two conditional puts at the same time: one gets 412 or 409, and the object is there for both.
const isTaken = ({ code }: AwsError): boolean =>
  code === 'PreconditionFailed' || code === 'ConditionalRequestConflict';

const putIf = (
  client: S3Client,
  uri: string,
  text: string,
  condition: Condition,
  isRefused: (error: AwsError) => boolean,
): TE.TaskEither<AwsError, boolean> =>
  pipe(
    put(client, uri, text, condition),
    TE.map(() => true),
    TE.orElse((error) => (isRefused(error) ? TE.right(false) : TE.left(error))),
  );

const versionOf = (output: GetObjectCommandOutput): TE.TaskEither<AwsError, ObjectVersion> =>
  pipe(
    bytesOf(output),
    TE.map((bytes) => ({ bytes, version: output.ETag ?? '' })),
  );

const read = <A>(
  client: S3Client,
  uri: string,
  of: (output: GetObjectCommandOutput) => TE.TaskEither<AwsError, A>,
): TE.TaskEither<AwsError, O.Option<A>> =>
  pipe(
    located(uri, 'GetObject'),
    TE.flatMap((at) => send(client, new GetObjectCommand(at))),
    TE.flatMap(of),
    TE.map(O.some),
    TE.orElse((error) => (isMissingKey(error) ? TE.right(O.none) : TE.left(error))),
  );

/**
 * The port to S3.
 *
 * @example
 * const objects = s3Objects(new S3Client({}));
 */
export const s3Objects = (client: S3Client): Objects => ({
  read: (uri) => read(client, uri, bytesOf),
  readVersion: (uri) => read(client, uri, versionOf),
  readRange: (uri, start, end) =>
    pipe(
      located(uri, 'GetObject'),
      TE.flatMap((at) => send(client, new GetObjectCommand({ ...at, Range: `bytes=${start}-${end - 1}` }))),
      TE.flatMap(bytesOf),
    ),
  write: (uri, text) => put(client, uri, text, {}),
  writeNew: (uri, text) => putIf(client, uri, text, { IfNoneMatch: '*' }, isTaken),
  replace: (uri, version, text) =>
    putIf(client, uri, text, { IfMatch: version }, (error) => isTaken(error) || isMissingKey(error)),
  list: (prefix) =>
    pipe(
      located(prefix, 'ListObjectsV2'),
      TE.flatMap((at) => listIn(client, at)),
    ),
});
