// When a program is to stop: Ctrl-C, a supervisor, a terminal that is closed.

// npm, the terminal and a starting script may each pass on what one person did once.
const SAME_MILLISECONDS = 500;
const INTERRUPTED = 130;

/**
 * Has `stop` called once, on the first SIGINT, SIGTERM or SIGHUP. A second SIGINT or SIGTERM is somebody who does not
 * want to wait: it ends the process at once.
 *
 * @example
 * onStopSignals(() => void server.stop());
 */
export const onStopSignals = (stop: () => void): void => {
  let first: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (first === undefined) {
      first = performance.now();
      stop();
    } else if (signal !== 'SIGHUP' && performance.now() - first > SAME_MILLISECONDS)
      process.exit(INTERRUPTED);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
};
