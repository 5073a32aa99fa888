// The secondary status of a training job: one transition entry per status, its message the newest. [W]
import type {
  DescribeTrainingJobResponse,
  SecondaryStatusTransition,
} from '../service-model/operations.generated';

export type TrainingUpdate = Partial<DescribeTrainingJobResponse>;

const messages = {
  Starting: 'Preparing the instances for training',
  Downloading: 'Downloading input data',
  Training: 'Training image download completed. Training in progress.',
  Stopping: 'Stopping the training job',
  Uploading: 'Uploading generated training model',
  Completed: 'Training job completed',
  Failed: 'Training job failed',
  Stopped: 'Training job stopped',
  MaxRuntimeExceeded: 'Training job stopped because it ran longer than its StoppingCondition allows',
} as const;

export type SecondaryStatus = keyof typeof messages;

/** The statuses that may follow each status; the last four are final. */
export const nextStatuses: Readonly<Record<SecondaryStatus, readonly SecondaryStatus[]>> = {
  Starting: ['Downloading', 'Stopping', 'Failed'],
  Downloading: ['Training', 'Stopping', 'Failed'],
  Training: ['Stopping', 'Uploading', 'Failed'],
  Stopping: ['Uploading', 'Stopped', 'Failed'],
  Uploading: ['Completed', 'Failed', 'Stopped', 'MaxRuntimeExceeded'],
  Completed: [],
  Failed: [],
  Stopped: [],
  MaxRuntimeExceeded: [],
};

export const isFinal = (status: SecondaryStatus): boolean => nextStatuses[status].length === 0;

export interface TrainingProgress {
  readonly status: SecondaryStatus;
  readonly transitions: readonly SecondaryStatusTransition[];
}

const entered = (status: SecondaryStatus, now: number): SecondaryStatusTransition => ({
  Status: status,
  StartTime: now,
  ...(isFinal(status) ? { EndTime: now } : {}),
  StatusMessage: messages[status],
});

export const started = (now: number): TrainingProgress => ({
  status: 'Starting',
  transitions: [entered('Starting', now)],
});

/** Ends the current status and enters the next; a status that may not come now changes nothing. */
export const advance = (progress: TrainingProgress, to: SecondaryStatus, now: number): TrainingProgress => {
  if (!nextStatuses[progress.status].includes(to)) return progress;
  const ended = progress.transitions.map((transition) =>
    transition.EndTime === undefined ? { ...transition, EndTime: now } : transition,
  );
  return { status: to, transitions: [...ended, entered(to, now)] };
};

/** Replaces the message of the current status; that of a final one stays. */
export const saying = (progress: TrainingProgress, StatusMessage: string): TrainingProgress => ({
  ...progress,
  transitions: progress.transitions.map((transition) =>
    transition.EndTime === undefined ? { ...transition, StatusMessage } : transition,
  ),
});

/** The job status that goes with a secondary status; undefined if the job status stays. */
export const jobStatus = (status: SecondaryStatus): 'Completed' | 'Failed' | 'Stopped' | undefined => {
  switch (status) {
    case 'Completed':
    case 'Failed':
    case 'Stopped':
      return status;
    case 'MaxRuntimeExceeded':
      return 'Stopped';
    default:
      return undefined;
  }
};

/** The members of a description that show the progress. */
export const shown = ({ status, transitions }: TrainingProgress): TrainingUpdate => ({
  SecondaryStatus: status,
  SecondaryStatusTransitions: transitions,
});
