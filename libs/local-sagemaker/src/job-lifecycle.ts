// Ties running jobs to their records: what the runner reports is stored, what is stored survives.
import type * as TE from 'fp-ts/TaskEither';
import type { ServiceFault } from './protocol/service-faults';
import type { CreateTrainingJobRequest } from './service-model/operations.generated';
import type { ProcessingJobRecord, TrainingJobRecord } from './store/records';

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
