// Runs steps side by side, in their order, each after the steps that it needs.
import type { Ended, Result, Step } from './step';

type Waiting = Pick<Step, 'id' | 'needs'>;

/** The results in the order in which the steps ended. `run` resolves when a step has ended. */
export const schedule = async <S extends Waiting>(
  steps: readonly S[],
  slots: number,
  run: (step: S) => Promise<Ended>,
): Promise<readonly Result[]> => {
  const ended = new Map<string, Result>();
  const running = new Map<string, Promise<void>>();
  let waiting = steps;

  const hasPassed = (id: string): boolean => ended.get(id)?.code === 0;
  const hasFailed = (id: string): boolean => ended.has(id) && !hasPassed(id);
  const take = (fits: (step: S) => boolean): S | undefined => {
    const found = waiting.find(fits);
    waiting = waiting.filter((step) => step !== found);
    return found;
  };
  const takeBlocked = (): S | undefined => take(({ needs }) => needs.some(hasFailed));
  const takeReady = (): S | undefined =>
    running.size < slots ? take(({ needs }) => needs.every(hasPassed)) : undefined;
  const start = (step: S): void => {
    const began = performance.now();
    const done = run(step).then(({ code, cpu }) => {
      running.delete(step.id);
      ended.set(step.id, { id: step.id, seconds: (performance.now() - began) / 1000, cpu, code });
    });
    running.set(step.id, done);
  };

  while (waiting.length > 0 || running.size > 0) {
    for (let step = takeBlocked(); step !== undefined; step = takeBlocked()) {
      ended.set(step.id, { id: step.id, seconds: 0, cpu: 0, code: null });
    }
    for (let step = takeReady(); step !== undefined; step = takeReady()) start(step);
    if (running.size === 0 && waiting.length > 0) {
      throw new Error(`Steps that wait for each other: ${waiting.map(({ id }) => id).join(', ')}`);
    }
    await Promise.race(running.values());
  }
  return [...ended.values()];
};
