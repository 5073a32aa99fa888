// Runs one job to its end and keeps what it reported.
import type { JobRunner, RunningJob } from '../../src/jobs/job-runner';
import { processJobRunner } from '../../src/jobs/process-job-runner';
import type { JobMachine } from '../../src/jobs/job-machine';
import type {
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
} from '../../src/service-model/operations.generated';
import { arn, BUCKET, RoleArn } from '../machine.fixtures';

type Last<D> = Partial<D>;

export interface Run<D> {
  readonly job: RunningJob;
  readonly updates: readonly Partial<D>[];
  /** Everything that was reported, the newest of each member. */
  readonly last: () => Promise<Last<D>>;
}

const following = <D>(start: (report: (update: Partial<D>) => void) => RunningJob): Run<D> => {
  const updates: Partial<D>[] = [];
  const job = start((update) => void updates.push(update));
  return {
    job,
    updates,
    last: async () => {
      await job.done;
      return updates.reduce<Partial<D>>((all, update) => ({ ...all, ...update }), {});
    },
  };
};

const runnerOf = (machine: JobMachine): JobRunner => processJobRunner(machine);

type ProcessingOptions = Partial<CreateProcessingJobRequest> & { readonly hosts?: number };

export const processing = (
  machine: JobMachine,
  name: string,
  image: string,
  { hosts = 1, ...more }: ProcessingOptions = {},
): Run<DescribeProcessingJobResponse> => {
  const request: CreateProcessingJobRequest = {
    ProcessingJobName: name,
    RoleArn,
    AppSpecification: { ImageUri: `local/${image}:1` },
    ProcessingResources: {
      ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount: hosts, VolumeSizeInGB: 1 },
    },
    ...more,
  };
  return following((report) =>
    runnerOf(machine).startProcessingJob({ name, arn: arn('processing-job', name), request }, report),
  );
};

export const input = (
  InputName: string,
  prefix: string,
  more: Partial<
    NonNullable<NonNullable<CreateProcessingJobRequest['ProcessingInputs']>[number]['S3Input']>
  > = {},
) => ({
  InputName,
  S3Input: {
    S3Uri: `s3://${BUCKET}/${prefix}`,
    LocalPath: `/opt/ml/processing/input/${InputName}`,
    S3DataType: 'S3Prefix' as const,
    S3InputMode: 'File' as const,
    ...more,
  },
});

export const output = (
  OutputName: string,
  prefix: string,
  S3UploadMode: 'EndOfJob' | 'Continuous' = 'EndOfJob',
) => ({
  OutputName,
  S3Output: {
    S3Uri: `s3://${BUCKET}/${prefix}`,
    LocalPath: `/opt/ml/processing/output/${OutputName}`,
    S3UploadMode,
  },
});

type TrainingOptions = Partial<CreateTrainingJobRequest> & { readonly hosts?: number };

export const training = (
  machine: JobMachine,
  name: string,
  image: string,
  { hosts = 1, ...more }: TrainingOptions = {},
): Run<DescribeTrainingJobResponse> => {
  const request: CreateTrainingJobRequest = {
    TrainingJobName: name,
    RoleArn,
    AlgorithmSpecification: { TrainingImage: `local/${image}:1`, TrainingInputMode: 'File' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: hosts, VolumeSizeInGB: 1 },
    OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/models/` },
    ...more,
  };
  return following((report) =>
    runnerOf(machine).startTrainingJob({ name, arn: arn('training-job', name), request }, report),
  );
};

export const channel = (ChannelName: string, prefix: string) => ({
  ChannelName,
  ContentType: 'text/csv',
  DataSource: {
    S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: `s3://${BUCKET}/${prefix}` },
  },
});
