// model.tar.gz and output.tar.gz.
import { mkdir, readdir } from 'node:fs/promises';
import * as tar from 'tar';

/** Packs what a folder holds; the same files give the same archive. Returns false if there is nothing to pack. */
export const pack = async (folder: string, file: string): Promise<boolean> => {
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0) return false;
  await tar.create({ gzip: true, cwd: folder, file, portable: true, noMtime: true }, names.sort());
  return true;
};

/** Unpacks an archive into a folder; entries that lead out of it are left out. */
export const unpack = async (file: string, folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await tar.extract({ file, cwd: folder, strict: true });
};
