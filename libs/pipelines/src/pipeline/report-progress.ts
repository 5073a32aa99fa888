import * as TE from 'fp-ts/TaskEither';
import type { Effect } from '../ports/ports';
import type { ProgressEvent } from '../ports/progress';
import type { Stage, StageContext } from './stage';

/** An event without the run, the stage and the time, which are known where it is reported. */
type StageEvent = ProgressEvent extends infer E
  ? E extends unknown
    ? Omit<E, 'runId' | 'stage' | 'at'>
    : never
  : never;

/** Reports an event of a stage to the progress port. */
export const reportProgress =
  (stage: Stage, { run }: StageContext, event: StageEvent): Effect<void> =>
  ({ progress, clock }) =>
    TE.fromIO(progress({ runId: run.runId, stage: stage.name, at: clock.now(), ...event }));
