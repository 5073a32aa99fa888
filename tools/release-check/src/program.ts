// Runs a program to its end.
import { spawn } from 'node:child_process';

export interface Ended {
  readonly exitCode: number;
  /** Standard output alone. */
  readonly output: string;
  /** Both streams as they came. */
  readonly said: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly environment?: Readonly<Record<string, string>>;
  /** Told of each piece of its standard output. */
  readonly onOutput?: (text: string) => void;
}

// What npm tells its scripts would lead another npm, in another folder, back to this workspace.
const ofThisNpm = /^npm_(lifecycle|package|command|execpath|config_(local_prefix|prefix|user_agent)$)/;

const environmentOfStranger = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisNpm.test(name)));

export const run = (
  file: string,
  args: readonly string[],
  { cwd, signal, environment = {}, onOutput }: RunOptions,
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, [...args], {
      cwd,
      signal,
      env: { ...environmentOfStranger(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const all: string[] = [];
    const output: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      all.push(text);
      output.push(text);
      onOutput?.(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => all.push(text));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ exitCode: code ?? 1, output: output.join(''), said: all.join('').trim() }),
    );
  });
