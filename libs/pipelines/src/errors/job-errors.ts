// What can go wrong with jobs and with the files that they write.
import { type DecodeError, renderDecodeErrors } from '@credit-risk/io-ts-schema';
import type { StageName } from '@credit-risk/sagemaker-jobs';
import { because, logOf, nextAttempt } from './advice';
import type { ErrorTable } from './error-table';
import type { Severity } from './severity';

/** A job ended, and not in success. */
export interface JobFailed {
  readonly _tag: 'JobFailed';
  readonly stage: StageName;
  readonly name: string;
  /** `Failed` or `Stopped`. */
  readonly status: string;
  readonly failureReason: string | null;
  readonly exitMessage: string | null;
}

/** The submitted work no longer exists. */
export interface Vanished {
  readonly _tag: 'Vanished';
  readonly stage: StageName;
  readonly name: string;
}

/** Rows got lost or came from nowhere. */
export interface RowsDoNotAddUp {
  readonly _tag: 'RowsDoNotAddUp';
  readonly uri: string;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly rowsQuarantined: number;
}

/** Two parts of the pipeline speak of different features. */
export interface ContractDiffers {
  readonly _tag: 'ContractDiffers';
  readonly stage: StageName;
  readonly job: string;
  readonly runner: string;
}

/** A file that a stage should have made does not exist. */
export interface FileMissing {
  readonly _tag: 'FileMissing';
  readonly stage: StageName;
  readonly uri: string;
}

/** A file that a stage made cannot be understood. */
export interface FileMalformed {
  readonly _tag: 'FileMalformed';
  readonly uri: string;
  readonly problems: readonly DecodeError[];
}

export type JobError = JobFailed | Vanished | RowsDoNotAddUp | ContractDiffers | FileMissing | FileMalformed;

// Faults of the service have these prefixes; a container that failed fails again. An exhausted quota is not among them, here
// or as the response to a call: somebody has to raise it, or to end what uses it.
const serviceFault = /^(InternalServerError|CapacityError)\b/;

const severityOfJob = ({ status, failureReason }: JobFailed): Severity =>
  status === 'Failed' && serviceFault.test(failureReason ?? '') ? 'retryable' : 'permanent';

const jobLog = ({ stage, name }: JobFailed): string =>
  stage === 'training'
    ? logOf('training-jobs', name, '/aws/sagemaker/TrainingJobs')
    : logOf('processing-jobs', name, '/aws/sagemaker/ProcessingJobs');

const otherVersion = 'Check that the image and the runner are of the same version, and start a new run.';

export const jobErrors: ErrorTable<JobError> = {
  JobFailed: {
    severity: severityOfJob,
    message: ({ name, status, failureReason, exitMessage }) => {
      const message = exitMessage === null || exitMessage === '' ? '' : `; its message: ${exitMessage}`;
      return `job ${name} ended as ${status}${because(failureReason)}${message}`;
    },
    remedy: (error) =>
      severityOfJob(error) === 'retryable'
        ? `The service failed: ${nextAttempt}.`
        : `Read its log: ${jobLog(error)}. Once the cause is gone, ${nextAttempt}.`,
  },
  Vanished: {
    severity: 'permanent',
    message: ({ stage, name }) => `${name} of ${stage} was submitted and no longer exists`,
    remedy: 'Find out who deleted it; the same command with the same --run-id submits it again.',
  },
  RowsDoNotAddUp: {
    severity: 'permanent',
    message: ({ uri, rowsIn, rowsOut, rowsQuarantined }) =>
      `${uri}: ${rowsIn} rows in, but ${rowsOut} out and ${rowsQuarantined} quarantined`,
    remedy: 'This is a fault of the feature-engineering job: nothing was registered.',
  },
  ContractDiffers: {
    severity: 'permanent',
    message: ({ stage, job, runner }) =>
      `${stage} ran with feature contract ${job}, this runner has ${runner}`,
    remedy: 'Build the image and the runner from the same version, and start a new run.',
  },
  FileMissing: {
    severity: 'permanent',
    message: ({ stage, uri }) => `${stage} did not write ${uri}`,
    remedy: otherVersion,
  },
  FileMalformed: {
    severity: 'permanent',
    message: ({ uri, problems }) => `${uri} is malformed:\n${renderDecodeErrors(problems)}`,
    remedy: otherVersion,
  },
};
