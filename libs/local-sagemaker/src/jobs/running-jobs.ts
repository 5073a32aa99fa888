import type { Logger } from '../machine/log';
import { runnerFault } from './interrupted-jobs';
import type { RunningJob } from './job-runner';

/** The jobs that run now, by ARN. */
export interface RunningJobs {
  /** Keeps a job until it has ended; `fail` records that its runner failed. */
  readonly add: (arn: string, job: RunningJob, fail: (reason: string) => Promise<void>) => void;
  readonly stop: (arn: string | undefined) => void;
  /** Resolves when all have ended. */
  readonly stopAll: () => Promise<void>;
}

/** No jobs yet; `onUnrecorded` gets the cause if an end cannot be recorded. */
export const runningJobs = (log: Logger, onUnrecorded: (cause: unknown) => void): RunningJobs => {
  const running = new Map<string, RunningJob>();
  return {
    add: (arn, job, fail) => {
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
    },
    stop: (arn) => void (arn === undefined ? undefined : running.get(arn)?.stop()),
    stopAll: async () => {
      const jobs = [...running.values()];
      await Promise.all(jobs.map((job) => job.stop()));
      await Promise.allSettled(jobs.map((job) => job.done));
    },
  };
};
