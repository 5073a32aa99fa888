// Runs a program of the set-up and resolves to its exit code; what it prints goes to standard error.
import { spawn } from 'node:child_process';

export const exitCodeOf = (file, args, options) =>
  new Promise((resolve) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 2, 2] });
    child.on('error', (error) => {
      process.stderr.write(`${file} could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
