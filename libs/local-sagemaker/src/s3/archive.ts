// model.tar.gz and output.tar.gz.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as tar from 'tar';

/** Everything below a folder, folders before their contents, in an order that does not depend on the file system. */
const entriesBelow = async (folder: string, below = ''): Promise<readonly string[]> => {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    found.push(path);
    if (entry.isDirectory()) found.push(...(await entriesBelow(folder, path)));
  }
  return found;
};

// tar takes a name that starts with @ as an archive to include.
const asFile = (name: string): string => (name.startsWith('@') ? `./${name}` : name);

/** Packs what a folder holds; the same files give the same archive. Returns false if there is nothing to pack. */
export const pack = async (folder: string, file: string): Promise<boolean> => {
  const names = await entriesBelow(folder);
  if (names.length === 0) return false;
  const reproducible = { gzip: true, portable: true, noMtime: true, noDirRecurse: true };
  await tar.create({ ...reproducible, cwd: folder, file }, names.map(asFile));
  return true;
};

/** Unpacks an archive into a folder; rejects if an entry leads out of it, or the archive is cut short. */
export const unpack = async (file: string, folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await tar.extract({ file, cwd: folder, strict: true, preserveOwner: false });
};
