// Ties running jobs to their records: what the runner reports is stored, what is stored survives.
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { timestamp, type Clock } from '../machine/clock';
import { interruptedProcessing, interruptedTraining, runnerFault, SERVER_STOPPED } from './interrupted-jobs';
import { placeOf, type Logger } from '../machine/log';
import { validationException, type ServiceFault } from '../protocol/service-faults';
import type {
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
} from '../service-model/operations.generated';
import { isTerminal, type ProcessingJobRecord, type TrainingJobRecord } from '../store/records';
import type { Collection, Store } from '../store/store';

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
type ChangeOf<D> = (current: D) => Partial<D>;
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

/** Whether anything is below an S3 address; left with the reason when nobody can tell. */
export type HasObjects = (uri: string) => Promise<E.Either<string, boolean>>;

export interface JobLifecycle {
  readonly startProcessing: (record: ProcessingJobRecord) => void;
  readonly stopProcessing: (name: string) => void;
  /** Every input channel must have objects when the job is created. */
  readonly checkChannels: (request: CreateTrainingJobRequest) => TE.TaskEither<ServiceFault, void>;
  readonly startTraining: (record: TrainingJobRecord) => void;
  readonly stopTraining: (name: string) => void;
  /** After a restart: jobs that were under way have failed. */
  readonly recover: () => Promise<void>;
  /** Ends what runs; resolves when it has ended and is recorded. */
  readonly close: () => Promise<void>;
}

export interface JobLifecyclePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly runner: JobRunner;
  readonly hasObjects: HasObjects;
  readonly region: string;
  /** Told of an end that could not be recorded: nobody would ever learn of it. */
  readonly onUnrecorded: (cause: unknown) => void;
}

interface Described {
  readonly name: string;
  readonly description: object;
}

/** Stores an update of a job; the last word of a job is final. */
const updating =
  <R extends Described>(store: Store, jobs: Collection<R>, statusOf: (record: R) => string) =>
  (name: string, change: (record: R) => R): Promise<void> =>
    store.write(() => {
      const record = jobs.get(name);
      if (record !== undefined && !isTerminal(statusOf(record))) jobs.put(change(record));
    });

const channelFault = (request: CreateTrainingJobRequest, uri: string, region: string): ServiceFault => {
  const bucket = /^s3:\/\/([^/]+)/.exec(uri)?.[1] ?? '';
  // [W]
  return validationException(
    `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the selected region (${region}), that objects exist under that S3 prefix, and that the role "${request.RoleArn}" has "s3:ListBucket" permissions on bucket "${bucket}".`,
  );
};

const checkChannels =
  ({ hasObjects, region }: JobLifecyclePorts) =>
  (request: CreateTrainingJobRequest): TE.TaskEither<ServiceFault, void> =>
  async () => {
    for (const channel of request.InputDataConfig ?? []) {
      const source = channel.DataSource.S3DataSource;
      const found = source === undefined ? E.right(true) : await hasObjects(source.S3Uri);
      // An S3 out of reach is the job's failure, not the request's: the job says why.
      if (E.isRight(found) && !found.right) return E.left(channelFault(request, source?.S3Uri ?? '', region));
    }
    return E.right(undefined);
  };

/** Runs jobs and keeps their records up to date. */
export const jobLifecycle = (ports: JobLifecyclePorts): JobLifecycle => {
  const { store, clock, runner, log, onUnrecorded } = ports;
  const running = new Map<string, RunningJob>();
  const now = (): number => timestamp(clock.now());
  const updateProcessing = updating(
    store,
    store.processingJobs,
    (job) => job.description.ProcessingJobStatus,
  );
  const updateTraining = updating(store, store.trainingJobs, (job) => job.description.TrainingJobStatus);
  const patchProcessing = (name: string, change: ChangeOf<DescribeProcessingJobResponse>): Promise<void> =>
    updateProcessing(name, (job) => ({
      ...job,
      description: { ...job.description, LastModifiedTime: now(), ...change(job.description) },
    }));
  const patchTraining = (name: string, change: ChangeOf<DescribeTrainingJobResponse>): Promise<void> =>
    updateTraining(name, (job) => ({
      ...job,
      description: { ...job.description, LastModifiedTime: now(), ...change(job.description) },
    }));
  const failProcessing = (name: string, reason: string): Promise<void> =>
    patchProcessing(name, (job) => interruptedProcessing(job, reason, now()));
  const failTraining = (name: string, reason: string): Promise<void> =>
    patchTraining(name, (job) => interruptedTraining(job, reason, now()));

  const track = (arn: string, job: RunningJob, fail: (reason: string) => Promise<void>): void => {
    running.set(arn, job);
    void job.done
      .catch((cause: unknown) => {
        log.error({ job: arn, cause: String(cause) }, 'job runner failed');
        return fail(runnerFault(cause));
      })
      .catch((cause: unknown) => {
        log.error({ job: arn, cause: String(cause) }, 'job cannot be recorded');
        onUnrecorded(cause);
      })
      .finally(() => running.delete(arn));
  };
  const stop = (arn: string | undefined): void =>
    void (arn === undefined ? undefined : running.get(arn)?.stop());

  const failAll = async (): Promise<void> => {
    for (const { name } of store.processingJobs.values()) await failProcessing(name, SERVER_STOPPED);
    for (const { name } of store.trainingJobs.values()) await failTraining(name, SERVER_STOPPED);
  };

  return {
    startProcessing: (record) => {
      const { name, arn } = record;
      const job = runner.startProcessingJob(record, (update) => patchProcessing(name, () => update));
      track(arn, job, (reason) => failProcessing(name, reason));
    },
    startTraining: (record) => {
      const { name, arn } = record;
      const job = runner.startTrainingJob(record, (update) => patchTraining(name, () => update));
      track(arn, job, (reason) => failTraining(name, reason));
    },
    stopProcessing: (name) => stop(store.processingJobs.get(name)?.arn),
    stopTraining: (name) => stop(store.trainingJobs.get(name)?.arn),
    checkChannels: checkChannels(ports),
    recover: failAll,
    // Failed, not Stopped: nobody asked for an end. Terminal first, so that the runner's last words change nothing.
    close: async () => {
      // What cannot be recorded now is recorded by the next start.
      await failAll().catch((cause: unknown) => log.error(placeOf(cause), 'jobs cannot be recorded'));
      const jobs = [...running.values()];
      await Promise.all(jobs.map((job) => job.stop()));
      await Promise.allSettled(jobs.map((job) => job.done));
    },
  };
};
