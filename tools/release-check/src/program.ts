// Runs a program to its end.
import { type ChildProcess, spawn } from 'node:child_process';

export interface Ended {
  readonly exitCode: number;
  /** Standard output alone. */
  readonly output: string;
  /** Both streams, in the order of their output. */
  readonly printed: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each piece of its standard output. */
  readonly onOutput?: (text: string) => void;
}

// Variables that npm sets for its scripts. They would lead another npm, in another folder, back to this workspace.
const ofThisNpm = /^npm_(lifecycle|package|command|execpath|config_(local_prefix|prefix|user_agent)$)/;

const environmentWithoutNpm = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisNpm.test(name)));

const graceMilliseconds = 5000;

// Also the processes that the program has started: they are in its process group.
const end = ({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void => {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
};

/** Rejects when the signal was aborted, after the program has ended. */
export const run = (
  file: string,
  args: readonly string[],
  { cwd, signal, environment = {}, onOutput }: RunOptions,
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(file, [...args], {
      cwd,
      detached: true,
      env: { ...environmentWithoutNpm(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const abort = (): void => {
      end(child, 'SIGTERM');
      setTimeout(() => end(child, 'SIGKILL'), graceMilliseconds).unref();
    };
    signal.addEventListener('abort', abort, { once: true });
    const all: string[] = [];
    const output: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      all.push(text);
      output.push(text);
      onOutput?.(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => all.push(text));
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', abort);
      if (signal.aborted) reject(signal.reason);
      else resolve({ exitCode: code ?? 1, output: output.join(''), printed: all.join('').trim() });
    });
  });
