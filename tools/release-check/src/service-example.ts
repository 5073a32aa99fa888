// Copies the example service out of the workspace: its own commands must work there.
import { cpSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Finding } from './finding';
import { type Library, readManifest } from './library';
import { run } from './program';
import { npmrcOf, type Registry } from './registry';
import { root } from './workspace';

const original = join(root, 'examples', 'loan-desk');

/** Whether every library that it needs is published to the registry. */
export const canInstallService = (libraries: readonly Library[]): boolean => {
  const { dependencies, devDependencies } = readManifest(original);
  const ours = Object.keys({ ...dependencies, ...devDependencies }).filter((name) =>
    name.startsWith('@credit-risk/'),
  );
  return ours.every((name) => libraries.some((library) => library.name === name));
};

const ofWorkspace = new Set(['node_modules', 'eslint.config.mjs']);

const commands = [
  ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'],
  ['npx', '--no-install', 'tsc'],
  ['npm', 'test'],
] as const;

export const tryService = async (
  registry: Registry,
  folder: string,
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  cpSync(original, folder, { recursive: true, filter: (file) => !ofWorkspace.has(basename(file)) });
  writeFileSync(join(folder, '.npmrc'), npmrcOf(registry));
  for (const [program, ...args] of commands) {
    const done = await run(program, args, { cwd: folder, signal });
    if (done.exitCode !== 0)
      return [
        {
          library: 'all',
          check: `examples/loan-desk, ${[program, ...args].slice(0, 2).join(' ')}`,
          what: done.printed,
          advice:
            'It works in the workspace but not with the published libraries. Correct the example or the libraries.',
        },
      ];
  }
  return [];
};
