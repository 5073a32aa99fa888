// Telling the progress sink of a stage.
import * as TE from 'fp-ts/TaskEither';
import type { Effect } from '../ports/ports';
import type { ProgressEvent } from '../ports/progress';
import type { Stage, StageContext } from './stage';

type Told = ProgressEvent extends infer E
  ? E extends unknown
    ? Omit<E, 'runId' | 'stage' | 'at'>
    : never
  : never;

/** Tells the progress sink. */
export const tell =
  (stage: Stage, { run }: StageContext, told: Told): Effect<void> =>
  ({ progress, clock }) =>
    TE.fromIO(progress({ runId: run.runId, stage: stage.name, at: clock.now(), ...told }));
