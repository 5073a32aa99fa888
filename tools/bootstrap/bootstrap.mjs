// Sets up all that a fresh clone needs (npm packages, a locked Python environment), then runs the command asked for.
// Uses nothing but Node itself, since it runs before anything is installed.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allDone } from './all-done.mjs';
import { commands } from './commands.mjs';
import { findPython } from './find-python.mjs';
import { setUpNode } from './node-environment.mjs';
import { setUpPython } from './python-environment.mjs';
import { environmentsNamed } from './python-environments.mjs';
import { SetUpError, reportingSetUpErrors } from './set-up-error.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const [name = '', ...args] = process.argv.slice(2);

const PARENT_CHECK_MILLISECONDS = 1000;

// When npm is killed, the system gives its children another parent (`exec` in package.json: the shell between them must
// not be the one). Any other program that starts this one may end before it.
const onEndOfNpm = (end) => {
  if (process.env.npm_execpath === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), PARENT_CHECK_MILLISECONDS).unref();
};

const run = ({ file, args: commandArgs, environment, hasChannel = false }) => {
  let child;
  // A terminal sends Ctrl-C to the child as well; a supervisor signals this process alone, so it is passed on.
  const pass = (signal) => () => child?.kill(signal);
  process.on('SIGTERM', pass('SIGTERM'));
  process.on('SIGHUP', pass('SIGHUP'));
  process.on('SIGINT', process.stdin.isTTY ? () => undefined : pass('SIGINT'));
  child = spawn(file, commandArgs, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', ...(hasChannel ? ['ipc'] : [])],
    env: { ...process.env, ...environment },
  });
  onEndOfNpm(() => child.kill('SIGHUP'));
  child.on('error', (error) => {
    process.stderr.write(`${file} could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (interruptions.includes(signal) ? 130 : 1);
  });
};

await reportingSetUpErrors(async () => {
  const command = commands(root)[name];
  if (command === undefined) {
    throw new SetUpError(`Unknown command "${name}". Known: ${Object.keys(commands(root)).join(', ')}.`);
  }
  const started = Date.now();
  const say = (text) => process.stderr.write(`${text}\n`);
  const environments = new Set(['.venv', ...(name === 'setup' ? environmentsNamed(args) : [])]);
  const found = findPython();
  const changed = await allDone([
    setUpNode(root, say),
    ...[...environments].map((environment) => setUpPython(root, environment, found, say)),
  ]);
  if (changed.some(Boolean)) say(`Set up in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  const program = command(args);
  if (program !== undefined) run(program);
});
