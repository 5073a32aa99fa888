import { spawnSync } from 'node:child_process';

export interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a program to its end. */
export const runProgram = (
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly input?: string; readonly env?: Readonly<Record<string, string>> },
): Ended => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    env: { ...process.env, ...options.env },
  });
  return { exitCode: status, output: `${stdout}${stderr}` };
};
