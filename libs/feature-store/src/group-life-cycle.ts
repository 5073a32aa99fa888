// Creating, waiting for and deleting a feature group, each safe to repeat.
import {
  type AwsError,
  isRetryable,
  type Patience,
  type PollError,
  pollUntil,
} from '@credit-risk/aws-effects';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { FeatureGroups, FeatureGroupSpec, FeatureGroupState, GroupError } from './feature-group';
import { groupDifferences } from './group-differences';

/** How to wait for a group. */
export interface GroupPatience extends Patience {
  /** Milliseconds after which a wait fails. */
  readonly giveUpAfter: number;
  /** Told of each look, for progress: the group's status, null when there is none. */
  readonly onStatus?: (status: string | null) => void;
}

type Seen = FeatureGroupState | null;

const look = (groups: FeatureGroups, name: string): TE.TaskEither<AwsError, Seen> =>
  pipe(
    groups.describe(name),
    TE.orElse((error): TE.TaskEither<AwsError, Seen> =>
      error._tag === 'NotFound' ? TE.right(null) : TE.left(error),
    ),
  );

const waitWhile = (
  groups: FeatureGroups,
  name: string,
  transient: string,
  { onStatus, ...patience }: GroupPatience,
): TE.TaskEither<PollError<AwsError, Seen>, Seen> =>
  pollUntil<AwsError, Seen>({
    ...patience,
    waitingFor: `feature group ${name} to leave ${transient}`,
    observe: look(groups, name),
    isDone: (seen) => seen?.status !== transient,
    isRetryable,
    onObserved: (seen) => onStatus?.(seen?.status ?? null),
  });

const failed = (name: string, seen: Seen): GroupError => ({
  _tag: 'GroupFailed',
  name,
  status: seen?.status ?? 'absent',
  reason: seen?.failureReason ?? 'no reason given',
});

/**
 * Waits until a group that is being created is there.
 *
 * @example
 * waitForGroup(groups, patience)('risk-dev-loans-4493e7dde82e209b')(); // right({ status: 'Created', … })
 */
export const waitForGroup =
  (groups: FeatureGroups, patience: GroupPatience) =>
  (name: string): TE.TaskEither<GroupError, FeatureGroupState> =>
    pipe(
      waitWhile(groups, name, 'Creating', patience),
      TE.flatMap((seen): TE.TaskEither<GroupError, FeatureGroupState> =>
        seen?.status === 'Created' ? TE.right(seen) : TE.left(failed(name, seen)),
      ),
    );

/**
 * Creates a group unless it is there already; a group of that name that is another one is an error that names the
 * differences. The group may still be `Creating`: see `ensureGroup`.
 */
export const createGroup =
  (groups: FeatureGroups) =>
  (spec: FeatureGroupSpec): TE.TaskEither<GroupError, 'Created' | 'AlreadyThere'> =>
    pipe(
      groups.create(spec),
      TE.map(() => 'Created' as const),
      TE.orElse((error): TE.TaskEither<GroupError, 'Created' | 'AlreadyThere'> =>
        error._tag === 'AlreadyExists' ? compare(groups, spec) : TE.left(error),
      ),
    );

const compare = (groups: FeatureGroups, spec: FeatureGroupSpec) =>
  pipe(
    groups.describe(spec.name),
    TE.flatMap((state): TE.TaskEither<GroupError, 'AlreadyThere'> => {
      const differences = groupDifferences(state, spec);
      return differences.length === 0
        ? TE.right('AlreadyThere')
        : TE.left({ _tag: 'GroupDiffers', name: spec.name, differences });
    }),
  );

/**
 * Creates the group unless it is there, and waits until it can be used.
 *
 * @example
 * ensureGroup(groups, patience)(spec)(); // right({ status: 'Created', … })
 */
export const ensureGroup =
  (groups: FeatureGroups, patience: GroupPatience) =>
  (spec: FeatureGroupSpec): TE.TaskEither<GroupError, FeatureGroupState> =>
    pipe(
      createGroup(groups)(spec),
      TE.flatMap(() => waitForGroup(groups, patience)(spec.name)),
    );

/**
 * Deletes a group and waits until it is gone; a group that is not there is deleted already. What the offline store
 * wrote to S3 stays.
 */
export const deleteGroup =
  (groups: FeatureGroups, patience: GroupPatience) =>
  (name: string): TE.TaskEither<GroupError, void> =>
    pipe(
      groups.remove(name),
      TE.orElse((error): TE.TaskEither<GroupError, void> =>
        error._tag === 'NotFound' ? TE.right(undefined) : TE.left(error),
      ),
      TE.flatMap(() => waitWhile(groups, name, 'Deleting', patience)),
      TE.flatMap((seen): TE.TaskEither<GroupError, void> =>
        seen === null ? TE.right(undefined) : TE.left(failed(name, seen)),
      ),
    );
