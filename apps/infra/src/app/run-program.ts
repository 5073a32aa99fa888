// Runs a program to its end. All that it writes goes to standard error, and its end is kept to tell what went wrong.
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { spawn } from 'node:child_process';
import { deployError, type DeployError } from './deploy-error';

/** A program with all that it needs. */
export interface Program {
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where what it writes is shown. */
  readonly show: (text: string) => void;
  /** Ends the program: it is sent SIGINT, as by Ctrl-C. */
  readonly signal: AbortSignal;
}

const longestTail = 20_000;

/** Runs a program of Node; a failed one is told by the end of what it wrote. */
export const runProgram =
  (
    { args, folder, environment, show, signal }: Program,
    failed: (tail: string) => DeployError,
  ): TE.TaskEither<DeployError, void> =>
  () =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [...args], {
        cwd: folder,
        env: { ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own: Ctrl-C in the terminal reaches it once, through the signal.
        detached: true,
      });
      let tail = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          const text = chunk.toString();
          tail = `${tail}${text}`.slice(-longestTail);
          show(text);
        });
      const stop = (): void => void child.kill('SIGINT');
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      const end = (result: E.Either<DeployError, void>): void => {
        signal.removeEventListener('abort', stop);
        resolve(result);
      };
      child.once('error', ({ message }) => end(E.left(deployError('permanent', message))));
      child.once('close', (code) => {
        if (signal.aborted) return end(E.left(deployError('interrupted', 'The deployment was interrupted.')));
        return end(code === 0 ? E.right(undefined) : E.left(failed(tail)));
      });
    });
