// The port to S3: objects by their `s3://bucket/key` URI.
import type { AwsError } from '@credit-risk/aws-effects';
import type * as O from 'fp-ts/Option';
import type * as TE from 'fp-ts/TaskEither';

/** An object in a listing. */
export interface ListedObject {
  readonly uri: string;
  /** In bytes. */
  readonly size: number;
}

/** An object with its version. */
export interface ObjectVersion {
  readonly bytes: Uint8Array;
  /** The ETag. */
  readonly version: string;
}

/** S3, as far as pipelines need it. */
export interface Objects {
  /** The whole object; none if it does not exist. */
  readonly read: (uri: string) => TE.TaskEither<AwsError, O.Option<Uint8Array>>;
  /** Bytes from `start` to before `end`. */
  readonly readRange: (uri: string, start: number, end: number) => TE.TaskEither<AwsError, Uint8Array>;
  readonly write: (uri: string, text: string) => TE.TaskEither<AwsError, void>;
  /** Writes only if the object does not exist yet (`If-None-Match: *`); false if it does. */
  readonly writeNew: (uri: string, text: string) => TE.TaskEither<AwsError, boolean>;
  /** The whole object with its version; none if it does not exist. */
  readonly readVersion: (uri: string) => TE.TaskEither<AwsError, O.Option<ObjectVersion>>;
  /** Writes only over this version (`If-Match`); false if there is another one, or none. */
  readonly replace: (uri: string, version: string, text: string) => TE.TaskEither<AwsError, boolean>;
  /** All objects whose URI starts with the prefix, by key. */
  readonly list: (prefix: string) => TE.TaskEither<AwsError, readonly ListedObject[]>;
}
