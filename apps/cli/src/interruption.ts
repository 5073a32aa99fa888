// What ends the process: signals, a terminal that is closed, a caller that is gone.
import { exitCodes } from '@credit-risk/pipelines';
import type { Reporter } from './world/reporter';
import type { AbortSignals } from './world/world';

const millisecondsToGiveBack = 1_500;
const millisecondsPerSecond = 1000;

/**
 * Listens to the process. The first signal asks the command to stop its remote job; if that takes longer than
 * `stopTimeout`, or on a second signal, a run gives its leases back and leaves everything else as it is.
 */
export const abortSignals = (reporter: Reporter, stopTimeout: number): AbortSignals => {
  const interruption = new AbortController();
  const force = new AbortController();
  const endAtOnce = (why: string): void => {
    if (force.signal.aborted) return;
    reporter.notice(`${why}: the run ends at once, and leaves its remote work as it is.`);
    force.abort();
    setTimeout(() => process.exit(exitCodes.interrupted), millisecondsToGiveBack);
  };
  const onSignal = (): void => {
    if (interruption.signal.aborted) return endAtOnce('A second signal came');
    interruption.abort();
    const seconds = stopTimeout / millisecondsPerSecond;
    setTimeout(() => endAtOnce(`Stopping took longer than ${seconds} s`), stopTimeout).unref();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  // The terminal was closed, which shell and system may both report; or the program is gone that started this one with
  // a channel. Hence a second one means nothing.
  for (const event of ['SIGHUP', 'disconnect'] as const)
    process.on(event, () => (interruption.signal.aborted ? undefined : onSignal()));
  process.channel?.unref();
  return { signal: interruption.signal, force: force.signal };
};
