import type {
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
} from '../service-model/operations.generated';

export interface RunningJob {
  readonly stop: () => void | Promise<void>;
  /** Resolves when the job has ended and its last update is reported. */
  readonly done: Promise<void>;
}
export interface NewJob<R> {
  readonly name: string;
  readonly arn: string;
  readonly request: R;
}
type Report<D> = (update: Partial<D>) => void | Promise<void>;

/** What runs jobs: the members of an update are those of the job's description. */
export interface JobRunner {
  readonly startProcessingJob: (
    job: NewJob<CreateProcessingJobRequest>,
    report: Report<DescribeProcessingJobResponse>,
  ) => RunningJob;
  readonly startTrainingJob: (
    job: NewJob<CreateTrainingJobRequest>,
    report: Report<DescribeTrainingJobResponse>,
  ) => RunningJob;
}
