// Runs a program to its end; its standard output is returned, its standard error is shown as it comes, or handed over.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import * as TE from 'fp-ts/TaskEither';
import { exitCodes, startError, type StartError } from './start-error';

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Ends the program: it is sent SIGTERM and has to stop by itself. */
  readonly signal: AbortSignal;
  /** Takes standard error; without it, standard error is that of this process. */
  readonly onError?: (text: string) => void;
}

export interface Ended {
  readonly exitCode: number;
  readonly output: string;
}

export const runToEnd = ({
  file,
  args,
  environment,
  signal,
  onError,
}: Program): TE.TaskEither<StartError, Ended> =>
  TE.tryCatch(
    async () => {
      const child = spawn(file, [...args], {
        env: { ...process.env, ...environment },
        // By the channel the program notices if this one is gone.
        stdio: ['ignore', 'pipe', onError === undefined ? 'inherit' : 'pipe', 'ipc'],
        // A separate process group: Ctrl-C in the terminal reaches it once, through the signal below.
        detached: true,
      });
      child.stderr?.setEncoding('utf8').on('data', (part: string) => onError?.(part));
      const stop = () => child.kill('SIGTERM');
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      const exited = new Promise<number>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code) => resolve(code ?? exitCodes.interrupted));
      });
      const [exitCode, output] = await Promise.all([exited, child.stdout === null ? '' : text(child.stdout)]);
      signal.removeEventListener('abort', stop);
      return { exitCode, output };
    },
    (cause) =>
      startError(`${file} could not be run: ${cause instanceof Error ? cause.message : String(cause)}`),
  );
