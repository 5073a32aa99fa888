// What processing and training jobs have in common as stages.
import { requestDigest, type StageName } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { call } from '../ports/effect';
import { ifThere, unlessThere } from '../ports/existing';
import type { PipelineError } from '../errors/pipeline-error';
import type { Call, Effect, Ports } from '../ports/ports';
import type { JobState } from '../ports/sagemaker';
import type { Observation, Stage, StageContext } from '../pipeline/stage';

/** A job of SageMaker: its request and its three operations. */
export interface JobKind<I extends object> {
  readonly stage: StageName;
  readonly request: (context: StageContext) => E.Either<PipelineError, I>;
  readonly nameOf: (context: StageContext) => string;
  readonly create: (ports: Ports, request: I) => Call<void>;
  readonly describe: (ports: Ports, name: string) => Call<JobState>;
  readonly stop: (ports: Ports, name: string) => Call<void>;
}

const observationOf = (stage: StageName, name: string, job: JobState | null): Observation => {
  if (job === null) return { _tag: 'Absent' };
  const { status, arn: taggedArn, failureReason, exitMessage } = job;
  switch (status) {
    case 'Completed':
      return { _tag: 'Succeeded', status, taggedArn };
    case 'Failed':
    case 'Stopped': {
      const error: PipelineError = { _tag: 'JobFailed', stage, name, status, failureReason, exitMessage };
      return { _tag: 'Failed', status, taggedArn, error };
    }
    default:
      return { _tag: 'Active', status, taggedArn, isStopping: status === 'Stopping' };
  }
};

const stopped = 'the job was asked to stop';
const ended = 'the job had ended already';
const none = 'the job does not exist';

const stopIfActive = (stop: Call<void>): Call<string> =>
  pipe(
    stop,
    TE.map(() => stopped),
    TE.orElse((error) => {
      if (error._tag === 'NotFound') return TE.right(none);
      return error._tag === 'Conflict' ? TE.right(ended) : TE.left(error);
    }),
  );

/** The part of a stage that follows from its kind of job. */
export const jobStage = <I extends object>(
  kind: JobKind<I>,
): Pick<Stage, 'plan' | 'submit' | 'observe' | 'stop'> => ({
  plan: (context) =>
    pipe(
      kind.request(context),
      E.map((request) => ({ name: kind.nameOf(context), requestDigest: requestDigest(request) })),
    ),
  submit: (context): Effect<void> =>
    pipe(
      RTE.fromEither(kind.request(context)),
      RTE.flatMap((request) =>
        call(`submit ${kind.stage}`, (ports) => unlessThere(kind.create(ports, request))),
      ),
    ),
  observe: (context) =>
    pipe(
      call(`look at ${kind.nameOf(context)}`, (ports) => ifThere(kind.describe(ports, kind.nameOf(context)))),
      RTE.map((job) => observationOf(kind.stage, kind.nameOf(context), job)),
    ),
  stop: (context) =>
    call(`stop ${kind.nameOf(context)}`, (ports) => stopIfActive(kind.stop(ports, kind.nameOf(context)))),
});
