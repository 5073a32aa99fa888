// Runs jobs as processes of this machine.
import type { JobRunner, RunningJob } from './job-runner';
import type { JobMachine } from './job-machine';
import { runProcessingJob } from './processing-job';
import { runTrainingJob } from './training-job';

const stoppable = (run: (stopping: AbortSignal) => Promise<void>): RunningJob => {
  const stop = new AbortController();
  return { stop: () => stop.abort(), done: run(stop.signal) };
};

/** A job runner on a machine. */
export const processJobRunner = (machine: JobMachine): JobRunner => ({
  startProcessingJob: (job, report) =>
    stoppable((stopping) => runProcessingJob(machine, job, stopping, report)),
  startTrainingJob: (job, report) => stoppable((stopping) => runTrainingJob(machine, job, stopping, report)),
});
