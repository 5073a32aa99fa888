// Runners as processes of one machine, which may be killed.
import type { Ports, Processes } from '@credit-risk/pipelines';

export interface FakeProcess {
  readonly port: Processes;
  readonly die: () => void;
}

/** A runner that takes every other one for dead, so that no lease keeps it from racing. */
export const mistrustful = (ports: Ports): Ports => ({
  ...ports,
  processes: { ...fakeProcess().port, isAlive: () => () => false },
});

const dead = new Set<number>();
let processes = 0;
let ids = 0;

/** A new process on the machine that all of them share. */
export const fakeProcess = (): FakeProcess => {
  processes += 1;
  const self = { host: 'here', processSpace: 'of-tests', processId: processes, processStart: 'then' };
  return {
    die: () => void dead.add(self.processId),
    port: {
      self,
      isAlive:
        ({ processId }) =>
        () =>
          !dead.has(processId),
      newId: () => {
        ids += 1;
        return `holder-${ids}`;
      },
    },
  };
};
