// Waiting for the remote work of an attempt; a caller who gives up has it stopped.
import { isRetryable, type PollError, pollUntil } from '@credit-risk/aws-effects';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { Interrupted, PipelineError } from './pipeline-error';
import type { Effect, Ports } from './ports';
import type { Observation, Stage, StageContext } from './stage';
import { patienceOf } from './waiting-times';

const millisecondsPerSecond = 1000;

const mayPass = (error: PipelineError): boolean => error._tag === 'CallFailed' && isRetryable(error.cause);

const statusOf = (observation: Observation | null): string | null => {
  if (observation === null) return null;
  return observation._tag === 'Absent' ? 'not there' : observation.status;
};

/** Asks for the remote work to stop, and says what became of it. */
export const interrupt =
  (stage: Stage, context: StageContext) =>
  (ports: Ports): TE.TaskEither<PipelineError, never> =>
    pipe(
      stage.stop(context)(ports),
      TE.matchE(
        () => TE.left('the remote work could not be stopped'),
        (remote) => TE.left(remote),
      ),
      TE.mapLeft((remote): Interrupted => ({ _tag: 'Interrupted', stage: stage.name, remote })),
    );

const failure =
  (stage: Stage, context: StageContext, name: string) =>
  (ports: Ports) =>
  (error: PollError<PipelineError, Observation>): TE.TaskEither<PipelineError, Observation> => {
    switch (error._tag) {
      case 'WaitCancelled':
        return interrupt(stage, context)(ports);
      case 'ObservationFailed':
        return TE.left(error.cause);
      case 'GaveUp':
        return TE.left({
          _tag: 'WaitGaveUp',
          runId: context.run.runId,
          stage: stage.name,
          name,
          seconds: Math.round(error.waited / millisecondsPerSecond),
          lastStatus: statusOf(error.last),
        });
    }
  };

const waitUntil =
  (
    stage: Stage,
    context: StageContext,
    name: string,
    isDone: (observation: Observation) => boolean,
  ): Effect<Observation> =>
  (ports) =>
    pipe(
      pollUntil<PipelineError, Observation>({
        ...patienceOf(ports),
        waitingFor: `${stage.name} of run ${context.run.runId}`,
        observe: stage.observe(context)(ports),
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
      TE.orElse(failure(stage, context, name)(ports)),
    );

const isFinal = ({ _tag }: Observation): boolean => _tag === 'Succeeded' || _tag === 'Failed';

/** Waits until the work has ended, well or not. */
export const waitForEnd = (stage: Stage, context: StageContext, name: string): Effect<Observation> =>
  waitUntil(stage, context, name, isFinal);

/** One look; work that is being stopped is waited for, since what follows depends on how it ends. */
export const waitWhileStopping = (stage: Stage, context: StageContext): Effect<Observation> =>
  waitUntil(
    stage,
    context,
    stage.name,
    (observation) => !(observation._tag === 'Active' && observation.isStopping),
  );
