// A time for some work, as the signal that its calls are ended by.
import type * as TE from 'fp-ts/TaskEither';

/**
 * Runs work with a signal that is aborted after some milliseconds, or together with the caller's own. Nothing of it is left
 * when the work has ended.
 *
 * @example
 * withDeadline(3000, signal)((ending) => send(client, new DescribeModelCommand({ ModelName: 'm' }), { signal: ending }));
 */
export const withDeadline =
  (milliseconds: number, caller?: AbortSignal) =>
  <E, A>(work: (ending: AbortSignal) => TE.TaskEither<E, A>): TE.TaskEither<E, A> =>
  async () => {
    const controller = new AbortController();
    const end = (): void => controller.abort();
    const timer = setTimeout(end, milliseconds);
    caller?.addEventListener('abort', end);
    if (caller?.aborted === true) end();
    try {
      return await work(controller.signal)();
    } finally {
      clearTimeout(timer);
      caller?.removeEventListener('abort', end);
    }
  };
