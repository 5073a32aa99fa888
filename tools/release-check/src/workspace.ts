// Where the checkout and the programs of the check are.
import { join } from 'node:path';

export const root = join(__dirname, '..', '..', '..');

export const nx = join(root, 'node_modules', '.bin', 'nx');

export const tsc = join(root, 'node_modules', '.bin', 'tsc');

/** Runs API Extractor, which is one of those programs. */
export const apiExtraction = join(root, 'tools', 'release-check', 'extract-apis.mjs');

/** A program of `programs/package.json`, installed by the target `programs`. */
export const releaseProgram = (name: string): string =>
  join(root, 'tools', 'release-check', 'programs', 'node_modules', '.bin', name);
