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
  /** Called after each observation, for progress: the group's status, null if there is no group. */
  readonly onStatus?: (status: string | null) => void;
}

type Observed = FeatureGroupState | null;

const observe = (groups: FeatureGroups, name: string): TE.TaskEither<AwsError, Observed> =>
  pipe(
    groups.describe(name),
    TE.orElse((error): TE.TaskEither<AwsError, Observed> =>
      error._tag === 'NotFound' ? TE.right(null) : TE.left(error),
    ),
  );

const waitWhile = (
  groups: FeatureGroups,
  name: string,
  transient: string,
  { onStatus, ...patience }: GroupPatience,
): TE.TaskEither<PollError<AwsError, Observed>, Observed> =>
  pollUntil<AwsError, Observed>({
    ...patience,
    waitingFor: `feature group ${name} to leave ${transient}`,
    observe: observe(groups, name),
    isDone: (observed) => observed?.status !== transient,
    isRetryable,
    onObserved: (observed) => onStatus?.(observed?.status ?? null),
  });

const failed = (name: string, observed: Observed): GroupError => ({
  _tag: 'GroupFailed',
  name,
  status: observed?.status ?? 'absent',
  reason: observed?.failureReason ?? 'no reason given',
});

/**
 * Waits until a group that is being created exists.
 *
 * @example
 * waitForGroup(groups, patience)('risk-dev-loans-4493e7dde82e209b')(); // right({ status: 'Created', … })
 */
export const waitForGroup =
  (groups: FeatureGroups, patience: GroupPatience) =>
  (name: string): TE.TaskEither<GroupError, FeatureGroupState> =>
    pipe(
      waitWhile(groups, name, 'Creating', patience),
      TE.flatMap((observed): TE.TaskEither<GroupError, FeatureGroupState> =>
        observed?.status === 'Created' ? TE.right(observed) : TE.left(failed(name, observed)),
      ),
    );

/**
 * Creates a group unless it exists; a different group of that name is an error that names the differences. The group may still be `Creating`: see `ensureGroup`.
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
 * Creates the group unless it exists, and waits until it can be used.
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
 * Deletes a group and waits until it is gone; a group that does not exist counts as deleted. The offline store's
 * objects in S3 stay.
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
      TE.flatMap((observed): TE.TaskEither<GroupError, void> =>
        observed === null ? TE.right(undefined) : TE.left(failed(name, observed)),
      ),
    );
