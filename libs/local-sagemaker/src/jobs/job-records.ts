import { timestamp, type Clock } from '../machine/clock';
import { isTerminal, type JobRecord } from '../store/records';
import type { Collection, Store } from '../store/store';

/** The records of one kind of jobs: a job that is Completed, Failed or Stopped never changes. */
export interface JobRecords<D> {
  readonly patch: (name: string, change: (job: D) => Partial<D>) => Promise<void>;
  /** Records that a job ended other than by itself. */
  readonly fail: (name: string, reason: string) => Promise<void>;
  readonly failAll: (reason: string) => Promise<void>;
}

/** Records over a collection; `interrupted` makes the last update of a job that did not end by itself. */
export const jobRecords = <R, D extends object>(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  jobs: Collection<JobRecord<R, D>>,
  statusOf: (job: D) => string,
  interrupted: (job: D, reason: string, now: number) => Partial<D>,
): JobRecords<D> => {
  const now = (): number => timestamp(clock.now());
  const patch: JobRecords<D>['patch'] = (name, change) =>
    store.write(() => {
      const record = jobs.get(name);
      if (record === undefined || isTerminal(statusOf(record.description))) return;
      const update = { LastModifiedTime: now(), ...change(record.description) };
      jobs.put({ ...record, description: { ...record.description, ...update } });
    });
  const fail = (name: string, reason: string): Promise<void> =>
    patch(name, (job) => interrupted(job, reason, now()));
  return {
    patch,
    fail,
    failAll: async (reason) => {
      for (const { name } of jobs.values()) await fail(name, reason);
    },
  };
};
