import type { Logger } from '../machine/log';
import { NotWritten } from '../store/store';

/** Work on endpoints that its call does not wait for. */
export interface BackgroundTasks {
  /** Runs a task; its failure is logged, not passed on. */
  readonly run: (endpoint: string, task: () => Promise<void>) => Promise<void>;
  /** Resolves when all tasks have ended. */
  readonly ended: () => Promise<void>;
}

/** No tasks yet; `onUnrecorded` gets the cause if a task cannot record its outcome. */
export const backgroundTasks = (log: Logger, onUnrecorded: (cause: unknown) => void): BackgroundTasks => {
  const tasks = new Set<Promise<void>>();
  return {
    run: (endpoint, task) => {
      const running = task().catch((cause: unknown) => {
        const text = cause instanceof Error ? cause.stack : String(cause);
        log.error({ endpoint, cause: text }, 'endpoint task failed');
        if (cause instanceof NotWritten) onUnrecorded(cause);
      });
      tasks.add(running);
      void running.finally(() => tasks.delete(running));
      return running;
    },
    ended: async () => void (await Promise.allSettled(tasks)),
  };
};
