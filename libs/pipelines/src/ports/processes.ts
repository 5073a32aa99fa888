// The port to the processes of this machine: the identity of this runner, and whether another one is still alive.
import type * as IO from 'fp-ts/IO';

/** The identity of a process among those of all machines. */
export interface RunnerProcess {
  readonly host: string;
  /** The boot and the namespace in which the id is valid; null if the system does not report them. */
  readonly processSpace: string | null;
  readonly processId: number;
  /** The start of the process, which a later process of the same id does not share; null if the system does not report it. */
  readonly processStart: string | null;
}

/** The processes of this machine. */
export interface Processes {
  readonly self: RunnerProcess;
  /** Whether a process of this machine still runs; true if in doubt. */
  readonly isAlive: (process: RunnerProcess) => IO.IO<boolean>;
  /** A unique id. */
  readonly newId: IO.IO<string>;
}
