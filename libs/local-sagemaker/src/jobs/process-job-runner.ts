// Runs jobs as processes of this machine.
import type { JobRunner, RunningJob } from '../job-lifecycle';
import type { JobMachine } from './job-machine';
import { runProcessingJob } from './processing-job';
import { runTrainingJob } from './training-job';

const stoppable = (run: (stopped: Promise<void>) => Promise<void>): RunningJob => {
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  return { stop: () => stop(), done: run(stopped) };
};

/** A job runner on a machine. */
export const processJobRunner = (machine: JobMachine): JobRunner => ({
  startProcessingJob: (job, report) =>
    stoppable((stopped) => runProcessingJob(machine, job, stopped, report)),
  startTrainingJob: (job, report) => stoppable((stopped) => runTrainingJob(machine, job, stopped, report)),
});
