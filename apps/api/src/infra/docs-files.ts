// The files of the documentation page, gzipped beside the program.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const names: readonly string[] = ['swagger-ui-bundle.js', 'swagger-ui.css'];

/** Reads a file of the page from a folder. */
export const docsFilesIn =
  (folder: string) =>
  async (name: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    if (!names.includes(name)) return null;
    return new Uint8Array(await readFile(join(folder, `${name}.gz`)));
  };
