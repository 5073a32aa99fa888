// The program itself, as a process that a test may kill.
import { buildSync } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface ChildServer {
  readonly process: ChildProcess;
  readonly exports: Readonly<Record<string, string>>;
  readonly url: string;
}

// One file of JavaScript starts in half the time of the sources, which `bin/` runs in a checkout. The service models are
// found from a folder two levels below the library, such as this one and `src/service-model`.
const library = join(__dirname, '..');
mkdirSync(join(library, 'out-tsc'), { recursive: true });
const bundle = mkdtempSync(join(library, 'out-tsc', 'program-'));
const main = join(bundle, 'main.cjs');
buildSync({
  entryPoints: [join(library, 'src', 'main.ts')],
  outfile: main,
  bundle: true,
  platform: 'node',
  packages: 'external',
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

const children = new Set<ChildProcess>();

/** Runs the program, by another program if `by` says so. */
export const runProgram = (args: readonly string[], by: readonly string[] = []): ChildProcess =>
  runCommand([...by, process.execPath, '--no-warnings', main, ...args]);

/** Runs a command line that a test may kill. */
export const runCommand = ([file = '', ...line]: readonly string[]): ChildProcess => {
  const child = spawn(file, line, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
};

/** Ends in good order whatever a failed test has left running; for afterAll. */
export const endChildren = async (): Promise<void> => {
  await Promise.all(
    [...children].map(async (child) => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }),
  );
};

/** Everything that a program writes, and how it ends. */
export const outcomeOf = async (child: ChildProcess) => {
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code]: unknown[] = await once(child, 'close');
  return { code, output, errors };
};

/** The program once it has printed its exports. */
export const started = async (child: ChildProcess): Promise<ChildServer> => {
  let output = '';
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('AWS_SECRET_ACCESS_KEY')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The program ended with ${code}: ${errors}`)));
  });
  const exports = Object.fromEntries(
    [...output.matchAll(/^export (AWS_\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  return { process: child, exports, url: exports['AWS_ENDPOINT_URL_SAGEMAKER'] ?? '' };
};

/** Starts the program and waits until it has printed its exports. */
export const startChild = (stateFolder: string, ...args: readonly string[]): Promise<ChildServer> =>
  started(runProgram(['--state', stateFolder, ...args]));

/** Ends a program the way that leaves it no time. */
export const killHard = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};
