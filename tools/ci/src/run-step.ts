// Runs the command of a step as Nx does: in its folder, with the programs of npm packages on the PATH.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { cpuSeconds } from './cpu-seconds';
import type { Ended, Step } from './step';

// The third stream carries what the shell measured of its children, however the command ended.
const measured = (command: string): string => `(\n${command}\n)\ncode=$?\ntimes >&3\nexit $code`;

/** How a command ended, with what it wrote to both of its streams, in the order written. */
export const runStep = (
  root: string,
  { command, cwd, environment }: Pick<Step, 'command' | 'cwd' | 'environment'>,
): Promise<Ended & { readonly output: string }> =>
  new Promise((resolve) => {
    const output: Buffer[] = [];
    const times: Buffer[] = [];
    const child = spawn('sh', ['-c', measured(command)], {
      cwd: join(root, cwd),
      env: {
        ...process.env,
        FORCE_COLOR: '0',
        NX_DAEMON: 'false',
        PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
    child.stdio[3]?.on('data', (chunk: Buffer) => times.push(chunk));
    child.on('error', (error) => resolve({ code: 1, cpu: 0, output: String(error) }));
    child.on('close', (code) =>
      resolve({
        code: code ?? 1,
        cpu: cpuSeconds(Buffer.concat(times).toString()),
        output: Buffer.concat(output).toString(),
      }),
    );
  });
