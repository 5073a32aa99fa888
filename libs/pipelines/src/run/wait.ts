// Waits for the remote work of an attempt, and stops it when the caller gives up.
import { isRetryable, type PollError, pollUntil } from '@credit-risk/aws-effects';
import { pipe } from 'fp-ts/function';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { interrupted } from '../errors/stage-errors';
import type { Effect } from '../ports/ports';
import { type PipelineError, renderPipelineError } from '../errors/pipeline-error';
import type { Observation, Stage, StageContext } from '../pipeline/stage';
import { patienceOf } from '../pipeline/waiting-times';

const millisecondsPerSecond = 1000;

// A service may not know yet what it was given a moment ago.
const mayPass = (error: PipelineError): boolean =>
  error._tag === 'Vanished' || (error._tag === 'CallFailed' && isRetryable(error.cause));

const statusOf = (observation: Observation | null): string | null => {
  if (observation === null) return null;
  return observation._tag === 'Absent' ? 'not found' : observation.status;
};

const continues = 'the remote work continues';

// Only the runner that holds the lease may stop the work.
const stopOurs = (stage: Stage, context: StageContext, isOurs: Effect<boolean>): Effect<never> =>
  pipe(
    isOurs,
    RTE.flatMap((ours) =>
      ours
        ? stage.stop(context)
        : RTE.right('another runner has taken it over, and the remote work continues'),
    ),
    RTE.matchE(
      (error) => RTE.right(`${continues}, because it could not be stopped: ${renderPipelineError(error)}`),
      (remote) => RTE.right(remote),
    ),
    RTE.flatMap((remote) => RTE.left(interrupted(stage.name, remote))),
  );

// A call that the interruption ended may have taken effect, or not.
const mayBeRunning = ({ _tag }: PipelineError): boolean => _tag === 'Interrupted' || _tag === 'CallFailed';

/** Stops the remote work if the caller interrupts `watch`, at any moment from which the work may have been submitted. */
export const stoppingIfInterrupted =
  (stage: Stage, context: StageContext, isOurs: Effect<boolean>) =>
  <A>(watch: Effect<A>): Effect<A> =>
  (ports) =>
    pipe(
      watch(ports),
      TE.matchE(
        (error) =>
          ports.signal.aborted && mayBeRunning(error)
            ? stopOurs(stage, context, isOurs)(ports)
            : TE.left(error),
        (seen) => (ports.signal.aborted ? stopOurs(stage, context, isOurs)(ports) : TE.right(seen)),
      ),
    );

const failure =
  (stage: Stage, context: StageContext, name: string) =>
  (error: PollError<PipelineError, Observation>): PipelineError => {
    switch (error._tag) {
      case 'WaitCancelled':
        return interrupted(stage.name, continues);
      case 'ObservationFailed':
        return error.cause;
      case 'GaveUp':
        return {
          _tag: 'WaitGaveUp',
          runId: context.run.runId,
          stage: stage.name,
          name,
          seconds: Math.round(error.waited / millisecondsPerSecond),
          lastStatus: statusOf(error.last),
        };
    }
  };

const waitUntil =
  (
    stage: Stage,
    context: StageContext,
    name: string,
    observe: Effect<Observation>,
    isDone: (observation: Observation) => boolean,
  ): Effect<Observation> =>
  (ports) =>
    pipe(
      pollUntil<PipelineError, Observation>({
        ...patienceOf(ports),
        waitingFor: `${stage.name} of run ${context.run.runId}`,
        observe: observe(ports),
        isDone,
        isRetryable: mayPass,
        giveUpAfter: stage.longest(context),
        onObserved: (observation) =>
          ports.progress({
            runId: context.run.runId,
            stage: stage.name,
            at: ports.clock.now(),
            kind: 'observed',
            status: statusOf(observation) ?? '',
          })(),
      }),
      TE.mapLeft(failure(stage, context, name)),
    );

const isFinal = ({ _tag }: Observation): boolean => _tag === 'Succeeded' || _tag === 'Failed';

// Only work that exists can end.
const observePresent = (stage: Stage, context: StageContext, name: string): Effect<Observation> =>
  pipe(
    stage.observe(context),
    RTE.filterOrElse(
      ({ _tag }) => _tag !== 'Absent',
      (): PipelineError => ({ _tag: 'Vanished', stage: stage.name, name }),
    ),
  );

/** Waits until work that was submitted has ended, well or not. */
export const waitForEnd = (stage: Stage, context: StageContext, name: string): Effect<Observation> =>
  waitUntil(stage, context, name, observePresent(stage, context, name), isFinal);

/** Observes once; waits for work that is being stopped, because the next step depends on how it ends. */
export const waitWhileStopping = (stage: Stage, context: StageContext): Effect<Observation> =>
  waitUntil(
    stage,
    context,
    stage.name,
    stage.observe(context),
    (observation) => !(observation._tag === 'Active' && observation.isStopping),
  );
