// Everything that a pipeline needs from its environment.
import type { AwsError, Clock, Random } from '@credit-risk/aws-effects';
import type { FeatureGroups, OnlineStore } from '@credit-risk/feature-store';
import type * as RTE from 'fp-ts/ReaderTaskEither';
import type * as TE from 'fp-ts/TaskEither';
import type { Objects } from './objects';
import type { PipelineError } from '../errors/pipeline-error';
import type { Processes } from './processes';
import type { Progress } from './progress';
import type { SageMaker } from './sagemaker';

/** The Feature Store. */
export interface FeatureStore {
  readonly groups: FeatureGroups;
  /** The online store of a group, by the group's name. */
  readonly onlineStore: (groupName: string) => OnlineStore;
}

/** Everything that a pipeline needs from its environment. */
export interface Ports {
  readonly objects: Objects;
  readonly sagemaker: SageMaker;
  readonly features: FeatureStore;
  readonly processes: Processes;
  readonly clock: Clock;
  readonly random: Random;
  readonly progress: Progress;
  /** What to do about a stage that another runner works on: fail, or wait until that runner is done. */
  readonly whenBusy: 'fail' | 'wait';
  /** Aborted when the caller wants the run to end: jobs that are waited for are then stopped. */
  readonly signal: AbortSignal;
  /** Aborted when the run must end at once: leases are released, and nothing more is done. */
  readonly force: AbortSignal;
}

/** An effect of a pipeline. */
export type Effect<A> = RTE.ReaderTaskEither<Ports, PipelineError, A>;

/** An AWS call as it comes from a port. */
export type Call<A> = TE.TaskEither<AwsError, A>;
