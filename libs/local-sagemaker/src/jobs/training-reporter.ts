// Reports the progress of a training job while it runs.
import {
  advance,
  saying,
  started,
  shown,
  type SecondaryStatus,
  type TrainingProgress,
  type TrainingUpdate,
} from './training-progress';

export interface TrainingReporter {
  /** Epoch seconds. */
  readonly startTime: number;
  /** Enters a status, if it may come now, and reports it with further members. */
  readonly enter: (status: SecondaryStatus, more?: TrainingUpdate) => Promise<void>;
  /** Reports another message of the current status. */
  readonly say: (message: string) => Promise<void>;
}

/** A reporter for a job that starts now. */
export const trainingReporter = (
  now: () => number,
  report: (update: TrainingUpdate) => void | Promise<void>,
): TrainingReporter => {
  const startTime = now();
  let progress = started(startTime);
  const change = async (to: TrainingProgress, more: TrainingUpdate = {}): Promise<void> => {
    progress = to;
    await report({ ...shown(progress), ...more });
  };
  return {
    startTime,
    enter: (status, more) => change(advance(progress, status, now()), more),
    say: (message) => change(saying(progress, message)),
  };
};
