// The last update of jobs that do not end by themselves: their server stopped, or their runner failed.
import type {
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
} from '../service-model/operations.generated';

export const SERVER_STOPPED =
  'InternalServerError: the local SageMaker server was stopped while the job was running, and its processes were ended. Run the job again under a new name.';

/** The reason for a failure of the job runner. */
export const runnerFault = (cause: unknown): string =>
  `InternalServerError: ${cause instanceof Error ? cause.message : String(cause)}`;

// A job that was being stopped is stopped, as requested.
const end = (status: string, reason: string) =>
  status === 'Stopping'
    ? { status: 'Stopped' as const, message: 'Training job stopped', failure: {} }
    : { status: 'Failed' as const, message: 'Training job failed', failure: { FailureReason: reason } };

/** The last update of a processing job that was interrupted; `now` in epoch seconds. */
export const interruptedProcessing = (
  { ProcessingJobStatus }: DescribeProcessingJobResponse,
  reason: string,
  now: number,
): Partial<DescribeProcessingJobResponse> => {
  const { status, failure } = end(ProcessingJobStatus, reason);
  return { ProcessingJobStatus: status, ...failure, ProcessingEndTime: now };
};

/** The last update of a training job that was interrupted; `now` in epoch seconds. */
export const interruptedTraining = (
  { TrainingJobStatus, SecondaryStatusTransitions = [] }: DescribeTrainingJobResponse,
  reason: string,
  now: number,
): Partial<DescribeTrainingJobResponse> => {
  const { status, message, failure } = end(TrainingJobStatus, reason);
  return {
    TrainingJobStatus: status,
    SecondaryStatus: status,
    ...failure,
    TrainingEndTime: now,
    SecondaryStatusTransitions: [
      ...SecondaryStatusTransitions.map((transition) => ({ EndTime: now, ...transition })),
      { Status: status, StartTime: now, EndTime: now, StatusMessage: message },
    ],
  };
};
