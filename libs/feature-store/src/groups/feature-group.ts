// A feature group as it is requested and described, its errors, and the port to the service.
import { type AwsError, type PollError, renderAwsError, renderPollError } from '@credit-risk/aws-effects';
import type { FeatureGroupDefinition } from '@credit-risk/loan-features';
import type * as TE from 'fp-ts/TaskEither';

/** A group to create. */
export interface FeatureGroupSpec {
  readonly name: string;
  readonly description: string;
  readonly definition: FeatureGroupDefinition;
  readonly roleArn: string;
  readonly onlineStore: {
    readonly storageType: 'Standard_V2' | 'InMemory';
    readonly kmsKeyId: string | null;
  };
  /** Null for no offline store. */
  readonly offlineStore: { readonly uri: string; readonly kmsKeyId: string | null } | null;
  readonly tags: Readonly<Record<string, string>>;
}

/** A group as the service describes it. */
export interface FeatureGroupState {
  readonly name: string;
  readonly arn: string;
  /** `Creating`, `Created`, `CreateFailed`, `Deleting` or `DeleteFailed`. */
  readonly status: string;
  readonly failureReason: string | null;
  readonly definition: FeatureGroupDefinition;
  readonly storageType: string | null;
  readonly offlineUri: string | null;
  /** The prefix that the offline store writes to. */
  readonly resolvedOfflineUri: string | null;
}

/** The service's operations on groups. */
export interface FeatureGroups {
  readonly create: (spec: FeatureGroupSpec) => TE.TaskEither<AwsError, void>;
  readonly describe: (name: string) => TE.TaskEither<AwsError, FeatureGroupState>;
  readonly remove: (name: string) => TE.TaskEither<AwsError, void>;
}

/** A group of this name exists and is different. */
export interface GroupDiffers {
  readonly _tag: 'GroupDiffers';
  readonly name: string;
  /** One clause each: the value found and the value expected. */
  readonly differences: readonly string[];
}

/** The service could not create or delete the group. */
export interface GroupFailed {
  readonly _tag: 'GroupFailed';
  readonly name: string;
  readonly status: string;
  readonly reason: string;
}

/** What can go wrong with a group. */
export type GroupError =
  AwsError | GroupDiffers | GroupFailed | PollError<AwsError, FeatureGroupState | null>;

/**
 * The error as one sentence.
 *
 * @example
 * renderGroupError(differs); // 'feature group g exists and differs: age is String, expected Integral'
 */
export const renderGroupError = (error: GroupError): string => {
  switch (error._tag) {
    case 'GroupDiffers':
      return `feature group ${error.name} exists and differs: ${error.differences.join('; ')}`;
    case 'GroupFailed':
      return `feature group ${error.name} is ${error.status}: ${error.reason}; delete it and create it again`;
    case 'GaveUp':
    case 'ObservationFailed':
    case 'WaitCancelled':
      return renderPollError(renderAwsError)(error);
    default:
      return renderAwsError(error);
  }
};
