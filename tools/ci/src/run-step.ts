// Runs the command of a step as Nx does: in its folder, with the programs of npm packages on the PATH.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import type { Step } from './step';

/** The exit code, and what the command wrote to both of its streams, in the order written. */
export const runStep = (
  root: string,
  { command, cwd, environment }: Pick<Step, 'command' | 'cwd' | 'environment'>,
): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((resolve) => {
    const output: Buffer[] = [];
    const child = spawn('sh', ['-c', command], {
      cwd: join(root, cwd),
      env: {
        ...process.env,
        FORCE_COLOR: '0',
        NX_DAEMON: 'false',
        PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(output).toString() }));
  });
