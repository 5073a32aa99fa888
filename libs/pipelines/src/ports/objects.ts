// The port to S3: objects by their `s3://bucket/key` URI.
import type { AwsError } from '@credit-risk/aws-effects';
import type * as O from 'fp-ts/Option';
import type * as TE from 'fp-ts/TaskEither';

/** An object as a listing tells of it. */
export interface ListedObject {
  readonly uri: string;
  /** In bytes. */
  readonly size: number;
}

/** An object, and what tells this version of it from others. */
export interface ObjectVersion {
  readonly bytes: Uint8Array;
  /** The ETag. */
  readonly version: string;
}

/** S3, as far as pipelines need it. */
export interface Objects {
  /** The whole object; none if there is no such object. */
  readonly read: (uri: string) => TE.TaskEither<AwsError, O.Option<Uint8Array>>;
  /** Bytes from `start` to before `end`. */
  readonly readRange: (uri: string, start: number, end: number) => TE.TaskEither<AwsError, Uint8Array>;
  readonly write: (uri: string, text: string) => TE.TaskEither<AwsError, void>;
  /** Writes only if there is no such object yet (`If-None-Match: *`); false if there is. */
  readonly writeNew: (uri: string, text: string) => TE.TaskEither<AwsError, boolean>;
  /** The whole object with its version; none if there is no such object. */
  readonly readVersion: (uri: string) => TE.TaskEither<AwsError, O.Option<ObjectVersion>>;
  /** Writes only over this version (`If-Match`); false if there is another one, or none. */
  readonly replace: (uri: string, version: string, text: string) => TE.TaskEither<AwsError, boolean>;
  /** All objects whose URI begins with the prefix, by key. */
  readonly list: (prefix: string) => TE.TaskEither<AwsError, readonly ListedObject[]>;
}
