// A library as it would be uploaded: packed by npm, and unpacked again.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { extract } from 'tar';
import type { Library } from './library';
import { run } from './program';

export interface Tarball {
  readonly library: Library;
  readonly file: string;
  /** What was in the tarball. */
  readonly folder: string;
}

export const pack = async (library: Library, into: string, signal: AbortSignal): Promise<Tarball> => {
  const place = join(into, library.name.replace('/', '-'));
  mkdirSync(place, { recursive: true });
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', place], {
    cwd: library.folder,
    signal,
  });
  const [name] = readdirSync(place);
  if (packed.exitCode !== 0 || name === undefined)
    throw new Error(`npm pack of ${library.name} failed:\n${packed.printed}`);
  const file = join(place, name);
  const folder = join(place, 'package');
  await extract({ file, cwd: place });
  return { library, file, folder };
};

/** All files of a folder, with paths relative to it. */
export const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
