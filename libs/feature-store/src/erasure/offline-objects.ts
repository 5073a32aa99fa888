// The port to the objects of an offline store, by their `s3://bucket/key` URI; replaced versions are removed too.
import type { AwsError } from '@credit-risk/aws-effects';
import type * as O from 'fp-ts/Option';
import type * as TE from 'fp-ts/TaskEither';

/** One version of an object. */
export interface StoredObject {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The ETag. */
  readonly version: string;
}

/** Objects that can be replaced and removed with all of their versions. */
export interface OfflineObjects {
  /** URIs of all objects that start with the prefix. */
  readonly list: (prefix: string) => TE.TaskEither<AwsError, readonly string[]>;
  /** The object; none if it is gone. */
  readonly read: (uri: string) => TE.TaskEither<AwsError, O.Option<StoredObject>>;
  /** Replaces this version (false if there is a newer one), and removes all older versions. */
  readonly replaceForGood: (
    uri: string,
    version: string,
    bytes: Uint8Array<ArrayBuffer>,
  ) => TE.TaskEither<AwsError, boolean>;
  /** Removes the object with all of its versions. */
  readonly removeForGood: (uri: string) => TE.TaskEither<AwsError, void>;
}
