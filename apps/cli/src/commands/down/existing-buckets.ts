// Which of some buckets exist.
import { HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { send } from '@credit-risk/aws-effects';
import { pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';

/** Those of the buckets that exist; one that the caller may not look at counts as existing. */
export const existingBuckets = (client: S3Client, names: readonly string[]): T.Task<readonly string[]> =>
  pipe(
    names,
    T.traverseSeqArray((name) =>
      pipe(
        send(client, new HeadBucketCommand({ Bucket: name })),
        TE.match(
          ({ _tag }) => (_tag === 'NotFound' ? [] : [name]),
          () => [name],
        ),
      ),
    ),
    T.map((found) => found.flat()),
  );
