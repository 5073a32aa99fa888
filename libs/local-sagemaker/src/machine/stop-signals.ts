// When a program is to stop: Ctrl-C, a supervisor, a terminal that is closed, the end of the program that started it.

// npm, the terminal and a starting script may each pass on the same signal.
const SAME_MILLISECONDS = 500;
const INTERRUPTED = 130;

/**
 * Calls `stop` once, on the first SIGINT, SIGTERM or SIGHUP, or when the program that started this one with a
 * channel is gone. A second SIGINT or SIGTERM ends the process at once.
 *
 * @example
 * onStopSignals(() => void server.stop());
 */
export const onStopSignals = (stop: () => void): void => {
  let first: number | undefined;
  const begin = (): void => {
    if (first !== undefined) return;
    first = performance.now();
    stop();
  };
  const beginOrEnd = (): void => {
    if (first !== undefined && performance.now() - first > SAME_MILLISECONDS) process.exit(INTERRUPTED);
    begin();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, beginOrEnd);
  for (const event of ['SIGHUP', 'disconnect'] as const) process.on(event, begin);
  // Listening to the channel must not keep the process alive.
  process.channel?.unref();
};
