// Where the programs of this checkout are, and how they are started from source.
import { join } from 'node:path';

export const root = join(__dirname, '..', '..', '..');

export const python = join(root, '.venv', 'bin', 'python');

export const sparkPython = join(root, '.venv-spark', 'bin', 'python');

export const ministack = join(root, '.venv', 'bin', 'ministack');

export const imagesFile = join(root, 'tools', 'start', 'images.json');

/** A TypeScript program of the workspace as a command line, without a build. */
export const fromSource = (program: string, ...args: readonly string[]): readonly string[] => [
  '--conditions=@credit-risk/source',
  '--import',
  'tsx',
  join(root, program),
  ...args,
];
