// Tells of a training job's progress while it is made.
import {
  advance,
  saying,
  started,
  told,
  type SecondaryStatus,
  type TrainingProgress,
  type TrainingUpdate,
} from './training-progress';

export interface TrainingReporter {
  /** Epoch seconds. */
  readonly startTime: number;
  /** Enters a status, if it may come now, and reports it with more to say. */
  readonly enter: (status: SecondaryStatus, more?: TrainingUpdate) => Promise<void>;
  /** Reports another message of the status that holds. */
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
    await report({ ...told(progress), ...more });
  };
  return {
    startTime,
    enter: (status, more) => change(advance(progress, status, now()), more),
    say: (message) => change(saying(progress, message)),
  };
};
