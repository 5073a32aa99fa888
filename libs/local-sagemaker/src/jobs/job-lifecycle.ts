// Ties running jobs to their records: what the runner reports is stored, what is stored survives.
import type * as TE from 'fp-ts/TaskEither';
import type { Clock } from '../machine/clock';
import { placeOf, type Logger } from '../machine/log';
import type { ApiError } from '../protocol/api-errors';
import type { HasObjects } from '../s3/object-store';
import type { CreateTrainingJobRequest } from '../service-model/operations.generated';
import type { ProcessingJobRecord, TrainingJobRecord } from '../store/records';
import type { Store } from '../store/store';
import { checkChannels } from './check-channels';
import { interruptedProcessing, interruptedTraining, SERVER_STOPPED } from './interrupted-jobs';
import { jobRecords } from './job-records';
import type { JobRunner } from './job-runner';
import { runningJobs } from './running-jobs';

export interface JobLifecycle {
  readonly startProcessing: (record: ProcessingJobRecord) => void;
  readonly stopProcessing: (name: string) => void;
  /** Every input channel must have objects when the job is created. */
  readonly checkChannels: (request: CreateTrainingJobRequest) => TE.TaskEither<ApiError, void>;
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
  /** Gets the cause if the end of a job cannot be recorded, which would otherwise go unnoticed. */
  readonly onUnrecorded: (cause: unknown) => void;
}

/** Runs jobs and keeps their records up to date. */
export const jobLifecycle = (ports: JobLifecyclePorts): JobLifecycle => {
  const { store, runner, log } = ports;
  const { processingJobs, trainingJobs } = store;
  const running = runningJobs(log, ports.onUnrecorded);
  const processing = jobRecords(
    ports,
    processingJobs,
    (job) => job.ProcessingJobStatus,
    interruptedProcessing,
  );
  const training = jobRecords(ports, trainingJobs, (job) => job.TrainingJobStatus, interruptedTraining);
  const failAll = async (): Promise<void> => {
    await processing.failAll(SERVER_STOPPED);
    await training.failAll(SERVER_STOPPED);
  };
  return {
    startProcessing: (record) => {
      const { name, arn } = record;
      const job = runner.startProcessingJob(record, (update) => processing.patch(name, () => update));
      running.add(arn, job, (reason) => processing.fail(name, reason));
    },
    startTraining: (record) => {
      const { name, arn } = record;
      const job = runner.startTrainingJob(record, (update) => training.patch(name, () => update));
      running.add(arn, job, (reason) => training.fail(name, reason));
    },
    stopProcessing: (name) => running.stop(processingJobs.get(name)?.arn),
    stopTraining: (name) => running.stop(trainingJobs.get(name)?.arn),
    checkChannels: checkChannels(ports.hasObjects, ports.region),
    recover: failAll,
    // Failed, not Stopped: no one requested a stop. Recorded first, so that the runner's last updates change nothing.
    close: async () => {
      // What cannot be recorded now is recorded by the next start.
      await failAll().catch((cause: unknown) => log.error(placeOf(cause), 'jobs cannot be recorded'));
      await running.stopAll();
    },
  };
};
