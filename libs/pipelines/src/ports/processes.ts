// The port to the processes of this machine: who a runner is, and whether another one still lives.
import type * as IO from 'fp-ts/IO';

/** A process, as runners on any machine can tell it from every other one. */
export interface RunnerProcess {
  readonly host: string;
  /** The boot and the namespace in which the id means something; null where the system does not tell. */
  readonly processSpace: string | null;
  readonly processId: number;
  /** Tells it from a later process of the same id; null where the system does not tell. */
  readonly processStart: string | null;
}

/** The processes of this machine. */
export interface Processes {
  readonly self: RunnerProcess;
  /** Whether a process of this machine still runs. In doubt it does. */
  readonly isAlive: (process: RunnerProcess) => IO.IO<boolean>;
  /** An id that nobody else has. */
  readonly newId: IO.IO<string>;
}
