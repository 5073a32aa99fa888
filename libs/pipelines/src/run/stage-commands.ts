// One stage at a time: the commands of a scheduler, each safe to repeat.
import type { Run, StageName } from '@credit-risk/sagemaker-jobs';
import { identity, pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import { fail, succeed } from '../ports/effect';
import type { Manifest } from '../files/manifest';
import { findAttempt, type Observe, openAttempt, type OpenAttempt } from './open-attempt';
import type { Effect } from '../ports/ports';
import { checkSameConfig } from '../files/run-config';
import {
  byOneRunner,
  ensureSubmitted,
  finish,
  observeStopping,
  readNeeds,
  reportOpened,
  unlessComplete,
} from './run-stage';
import type { Observation, Stage, StageContext } from '../pipeline/stage';

/** The status of a stage of a run. */
export interface StageStatus {
  readonly runId: string;
  readonly stage: StageName;
  /** `Completed`, `NotSubmitted`, or the service's word for the attempt. */
  readonly status: string;
  readonly attempt: number | null;
  /** The name of what the attempt makes. */
  readonly name: string | null;
  /** What `stop` achieved. */
  readonly remote?: string;
}

const contextOf = (run: Omit<Run, 'attempt'>): StageContext => ({ run: { ...run, attempt: 1 }, needs: [] });

const completed = ({ runId, stage, attempt, resource }: Manifest): StageStatus => ({
  runId,
  stage,
  status: 'Completed',
  attempt,
  name: resource.name,
});

const notSubmitted = (stage: Stage, { run }: StageContext): StageStatus => ({
  runId: run.runId,
  stage: stage.name,
  status: 'NotSubmitted',
  attempt: null,
  name: null,
});

// Work that has ended is complete only once its result is collected, so its status stays the service's word.
const statusOf = ({ attempt }: OpenAttempt, observation: Observation): StageStatus => ({
  runId: attempt.runId,
  stage: attempt.stage,
  status: observation._tag === 'Absent' ? 'NotSubmitted' : observation.status,
  attempt: attempt.attempt,
  name: attempt.name,
});

const openAndSubmit =
  (stage: Stage, ready: StageContext) =>
  (isOurs: Effect<boolean>): Effect<StageStatus> =>
    pipe(
      openAttempt(stage, ready, observeStopping(isOurs)),
      RTE.tap((open) => reportOpened(stage, open)),
      RTE.flatMap((open) =>
        pipe(
          ensureSubmitted(stage, open, isOurs),
          RTE.map((observation) => statusOf(open, observation)),
        ),
      ),
    );

/**
 * Starts a stage, or finds it started. Opens the next attempt if the latest failed for good. Does not wait.
 *
 * @example
 * submitStage(stage, { config, runId })(ports)(); // right({ status: 'InProgress', attempt: 1, … })
 */
export const submitStage = (stage: Stage, run: Omit<Run, 'attempt'>): Effect<StageStatus> => {
  const context = contextOf(run);
  const submit = pipe(
    readNeeds(stage, context),
    RTE.flatMap((ready) => byOneRunner(stage, ready, completed, openAndSubmit(stage, ready))),
  );
  return pipe(
    checkSameConfig(context.run),
    RTE.flatMap(() => unlessComplete(stage, context, completed, submit)),
  );
};

const submittedAttempt = (stage: Stage, ready: StageContext, observe: Observe): Effect<OpenAttempt> =>
  pipe(
    findAttempt(stage, ready, observe),
    RTE.flatMap((found) =>
      O.isNone(found) || found.value.observation._tag === 'Absent'
        ? fail<OpenAttempt>({ _tag: 'NotSubmitted', runId: ready.run.runId, stage: stage.name })
        : succeed(found.value),
    ),
  );

const attachAndFinish =
  (stage: Stage, ready: StageContext) =>
  (isOurs: Effect<boolean>): Effect<Manifest> =>
    pipe(
      submittedAttempt(stage, ready, observeStopping(isOurs)),
      RTE.tap((open) => reportOpened(stage, open)),
      RTE.flatMap((open) => finish(stage, open, isOurs)),
    );

/** Waits for the latest attempt of a stage, and collects its result. Submits nothing. */
export const waitForStage = (stage: Stage, run: Omit<Run, 'attempt'>): Effect<Manifest> => {
  const context = contextOf(run);
  const wait = pipe(
    readNeeds(stage, context),
    RTE.flatMap((ready) => byOneRunner(stage, ready, identity, attachAndFinish(stage, ready))),
  );
  return unlessComplete(stage, context, identity, wait);
};

const observeOnce = (stage: Stage, context: StageContext): Effect<Observation> => stage.observe(context);

/** The status of a stage, observed once. */
export const statusOfStage = (stage: Stage, run: Omit<Run, 'attempt'>): Effect<StageStatus> => {
  const context = contextOf(run);
  const status = pipe(
    readNeeds(stage, context),
    RTE.flatMap((ready) => submittedAttempt(stage, ready, observeOnce)),
    RTE.map((open) => statusOf(open, open.observation)),
    RTE.orElse((error) =>
      error._tag === 'NotSubmitted' || error._tag === 'NeedsMissing'
        ? succeed(notSubmitted(stage, context))
        : fail<StageStatus>(error),
    ),
  );
  return unlessComplete(stage, context, completed, status);
};

/** Asks the remote work of the latest attempt to stop, even while another runner waits for it. */
export const stopStage = (stage: Stage, run: Omit<Run, 'attempt'>): Effect<StageStatus> => {
  const context = contextOf(run);
  const stop = pipe(
    readNeeds(stage, context),
    RTE.flatMap((ready) => submittedAttempt(stage, ready, observeOnce)),
    RTE.flatMap((open) =>
      pipe(
        RTE.Do,
        RTE.bind('remote', () => stage.stop(open.context)),
        RTE.bind('now', () => stage.observe(open.context)),
        RTE.map(({ remote, now }): StageStatus => ({ ...statusOf(open, now), remote })),
      ),
    ),
  );
  return unlessComplete(stage, context, completed, stop);
};
