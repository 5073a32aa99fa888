// The server's own log: operation names, statuses, names of resources; never a record's values or identifiers.
import { pino } from 'pino';

export interface Logger {
  readonly info: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}

/** JSON lines on standard error: standard output is for the exports. It is silent once its reader is gone. */
export const standardErrorLog = (): Logger => {
  const standardError = pino.destination({ dest: 2, sync: true });
  standardError.on('error', () => undefined);
  return pino({ name: 'local-sagemaker' }, standardError);
};

/** The default of the library. */
export const silentLog: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The part of an unexpected error that may be logged: its kind and place. Its message may quote a request. */
export const placeOf = (cause: unknown): { readonly error: string; readonly at: readonly string[] } => {
  if (!(cause instanceof Error)) return { error: typeof cause, at: [] };
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: cause.name, at: frames.map((line) => line.trim()) };
};
