// Addresses in S3: the one place that takes an `s3://bucket/key` URI apart.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import type { AwsError } from './aws-error';

/** An object or a prefix, named like the inputs of the SDK's commands. */
export interface S3Location {
  readonly Bucket: string;
  /** Empty for the bucket itself. */
  readonly Key: string;
}

const pattern = /^s3:\/\/([^/]+)(?:\/(.*))?$/s;

/**
 * Bucket and key of an S3 URI; none if it is not one.
 *
 * @example
 * parseS3Uri('s3://credit-risk/raw/loans.csv'); // some({ Bucket: 'credit-risk', Key: 'raw/loans.csv' })
 */
export const parseS3Uri = (uri: string): O.Option<S3Location> => {
  const [, Bucket, Key = ''] = pattern.exec(uri) ?? [];
  return Bucket === undefined ? O.none : O.some({ Bucket, Key });
};

/**
 * The same for a call that needs the location: a URI that is not one is `Rejected` before anything is sent.
 *
 * @example
 * s3LocationOf('s3://credit-risk/raw/', 'ListObjectsV2'); // right({ Bucket: 'credit-risk', Key: 'raw/' })
 */
export const s3LocationOf = (uri: string, operation: string): E.Either<AwsError, S3Location> =>
  pipe(
    parseS3Uri(uri),
    E.fromOption(() => ({
      _tag: 'Rejected',
      operation,
      code: 'InvalidS3Uri',
      message: `${JSON.stringify(uri)} is not of the form s3://bucket/key`,
      requestId: null,
      cause: null,
    })),
  );
