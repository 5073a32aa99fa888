// The examples of the READMEs, as a reader would copy them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preProcessFile } from 'typescript';
import { packageOf } from './dependencies';
import type { Tarball } from './tarball';

export interface Example {
  readonly library: string;
  /** The name of its file, without the ending. */
  readonly file: string;
  readonly code: string;
}

export const examplesIn = (library: string, readme: string): readonly Example[] =>
  [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ''], index) => ({
    library,
    file: `${library.slice(library.indexOf('/') + 1)}-${index + 1}`,
    code,
  }));

export const examplesOf = ({ library, folder }: Tarball): readonly Example[] =>
  examplesIn(library.name, readFileSync(join(folder, 'README.md'), 'utf8'));

/** The packages that an example imports. */
export const packagesOf = ({ code }: Example): readonly string[] =>
  preProcessFile(code)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('node:'))
    .map(packageOf);

/** fp-ts names its modules by folders, which Node's own ES modules do not look into. */
export const forNativeModules = (code: string): string => code.replace(/'(fp-ts)\/(\w+)'/g, "'$1/lib/$2.js'");
