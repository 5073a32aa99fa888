// Runs a program of Node to its end: what it writes is shown line by line, and its end is kept to explain a failure.
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type CliError, commandFailed } from '../world/cli-error';
import type { AbortSignals } from '../world/world';

/** A program with all that it needs. */
export interface Program {
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Shows a line that it writes to standard error. */
  readonly showError: (line: string) => void;
  /** Takes a line that it writes to standard output. */
  readonly showOutput: (line: string) => void;
  readonly signals: AbortSignals;
}

/** How a program ended by itself. */
export interface Ended {
  readonly exitCode: number | null;
  /** The end of all that it wrote. */
  readonly tail: string;
}

const longestTail = 20_000;

// The program has its own process group: Ctrl-C in the terminal reaches it once, through the signal.
const kill = ({ pid }: ChildProcess, name: 'SIGINT' | 'SIGKILL'): void => {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // It has ended.
  }
};

const onAbort = (signal: AbortSignal, act: () => void): (() => void) => {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
  return () => signal.removeEventListener('abort', act);
};

/** Runs a program; an interruption reaches it as SIGINT, as by Ctrl-C, and a forced end as SIGKILL. */
export const runProgram =
  ({ args, folder, environment, showError, showOutput, signals }: Program): TE.TaskEither<CliError, Ended> =>
  () =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [...args], {
        cwd: folder,
        env: { ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      let tail = '';
      const keeping = (show: (line: string) => void) => (line: string) => {
        tail = `${tail}${line}\n`.slice(-longestTail);
        show(line);
      };
      createInterface({ input: child.stdout }).on('line', keeping(showOutput));
      createInterface({ input: child.stderr }).on('line', keeping(showError));
      const forget = [
        onAbort(signals.signal, () => kill(child, 'SIGINT')),
        onAbort(signals.force, () => kill(child, 'SIGKILL')),
      ];
      const end = (result: E.Either<CliError, Ended>): void => {
        forget.forEach((one) => one());
        resolve(result);
      };
      child.once('error', ({ message }) => end(E.left(commandFailed('permanent', message))));
      child.once('close', (exitCode) =>
        end(
          signals.signal.aborted
            ? E.left(
                commandFailed(
                  'interrupted',
                  'The command was interrupted; the cloud finishes what it began.',
                ),
              )
            : E.right({ exitCode, tail }),
        ),
      );
    });
