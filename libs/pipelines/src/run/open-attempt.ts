// Which attempt at a stage counts: the latest, or the next one when the latest failed for good.
import { requestDigestTag } from '@credit-risk/sagemaker-jobs';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import type { Attempt } from '../files/attempt';
import { call, fail, nothing, succeed } from '../ports/effect';
import type { Effect } from '../ports/ports';
import { latestAttempt, readAttempt, writeAttempt } from '../files/run-files';
import type { Observation, Plan, Stage, StageContext } from '../pipeline/stage';

/** A recorded attempt, and the state of its remote work. */
export interface OpenAttempt {
  readonly context: StageContext;
  readonly attempt: Attempt;
  readonly observation: Observation;
  /** Whether this call recorded it. */
  readonly isNew: boolean;
}

const withAttempt = (context: StageContext, attempt: number): StageContext => ({
  ...context,
  run: { ...context.run, attempt },
});

const differs = (stage: Stage, { name, requestDigest }: Plan, recorded: string | null): Effect<void> =>
  recorded === requestDigest
    ? nothing
    : fail({ _tag: 'RequestDiffers', stage: stage.name, name, recorded, asked: requestDigest });

/** An error if the remote work was made by another request than the plan's. */
export const compareDigestTag = (
  stage: Stage,
  context: StageContext,
  observation: Observation,
): Effect<void> => {
  if (observation._tag === 'Absent' || observation.taggedArn === null) return nothing;
  const { taggedArn } = observation;
  return pipe(
    RTE.Do,
    RTE.bind('plan', () => RTE.fromEither(stage.plan(context))),
    RTE.bind('tags', () =>
      call(`read the tags of ${taggedArn}`, ({ sagemaker }) => sagemaker.tags(taggedArn)),
    ),
    RTE.flatMap(({ plan, tags }) => differs(stage, plan, tags[requestDigestTag] ?? null)),
  );
};

const timestamp: Effect<string> = ({ clock }) => TE.fromIO(() => new Date(clock.now()).toISOString());

const record = (stage: Stage, context: StageContext): Effect<O.Option<Attempt>> =>
  pipe(
    RTE.Do,
    RTE.bind('plan', () => RTE.fromEither(stage.plan(context))),
    RTE.bind('startedAt', () => timestamp),
    RTE.let('attempt', ({ plan, startedAt }): Attempt => {
      const { runId, attempt } = context.run;
      return { attemptVersion: 1, runId, stage: stage.name, attempt, startedAt, ...plan };
    }),
    RTE.bind('isFirst', ({ attempt }) => writeAttempt(context.run, attempt)),
    RTE.map(({ attempt, isFirst }) => (isFirst ? O.some(attempt) : O.none)),
  );

/** How the remote work of an attempt is observed. */
export type Observe = (stage: Stage, context: StageContext) => Effect<Observation>;

/** The latest attempt, its record compared with the plan and its remote work observed; none if there is none. */
export const findAttempt = (
  stage: Stage,
  context: StageContext,
  observe: Observe,
): Effect<O.Option<OpenAttempt>> =>
  pipe(
    latestAttempt(context.run, stage.name),
    RTE.flatMap((number) => {
      if (number === 0) return RTE.right(O.none);
      const here = withAttempt(context, number);
      return pipe(
        readAttempt(here.run, stage.name),
        RTE.flatMap((found) =>
          O.isNone(found)
            ? RTE.right(O.none)
            : pipe(attach(stage, here, found.value, observe), RTE.map(O.some)),
        ),
      );
    }),
  );

const attach = (
  stage: Stage,
  context: StageContext,
  attempt: Attempt,
  observe: Observe,
): Effect<OpenAttempt> =>
  pipe(
    RTE.fromEither(stage.plan(context)),
    RTE.flatMap((plan) => differs(stage, plan, attempt.requestDigest)),
    RTE.flatMap(() => observe(stage, context)),
    RTE.tap((observation) => compareDigestTag(stage, context, observation)),
    RTE.map((observation) => ({ context, attempt, observation, isNew: false })),
  );

const openNext = (
  stage: Stage,
  context: StageContext,
  observe: Observe,
  attempt: number,
): Effect<OpenAttempt> => {
  const next = withAttempt(context, attempt);
  return pipe(
    stage.check(next),
    RTE.flatMap(() => record(stage, next)),
    RTE.flatMap((recorded) =>
      O.isNone(recorded)
        ? openAttempt(stage, context, observe)
        : succeed<OpenAttempt>({
            context: next,
            attempt: recorded.value,
            observation: { _tag: 'Absent' },
            isNew: true,
          }),
    ),
  );
};

/**
 * The attempt that counts. The record is written under a condition, so of two runners one opens it and the other
 * attaches to it; the recorded request is compared with the one that this runner would make.
 */
export const openAttempt = (stage: Stage, context: StageContext, observe: Observe): Effect<OpenAttempt> =>
  pipe(
    findAttempt(stage, context, observe),
    RTE.flatMap((found) => {
      if (O.isNone(found)) return openNext(stage, context, observe, 1);
      const { observation, attempt } = found.value;
      return observation._tag === 'Failed'
        ? openNext(stage, context, observe, attempt.attempt + 1)
        : RTE.right(found.value);
    }),
  );
