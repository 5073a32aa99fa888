// The published libraries of the workspace, each after those that it needs.
import {
  boolean,
  type Codec,
  decode,
  object,
  optional,
  record,
  renderDecodeErrors,
  text,
  union,
  withDefault,
} from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ranges = withDefault(record(text(), text()), {});
const open = { open: true };
const Target = union([text(), object({ types: optional(text()), default: optional(text()) }, open)]);
const fields = {
  name: text(),
  dependencies: ranges,
  peerDependencies: ranges,
  peerDependenciesMeta: withDefault(record(text(), object({ optional: optional(boolean()) }, open)), {}),
  devDependencies: ranges,
};
/** The package.json of any package. */
const Manifest = object(fields, open);
export type Manifest = (typeof Manifest)['_A'];
/** The package.json of a library. */
const LibraryManifest = object({ ...fields, exports: record(text(), Target) }, open);

export interface Library {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
  /** Names to import it by, with the file of its types. */
  readonly entries: readonly { readonly specifier: string; readonly types: string }[];
}

// Any other package.json is a fault of the checkout.
const read = <A>(codec: Codec<A>, folder: string): A => {
  const file = join(folder, 'package.json');
  const decoded = decode(codec)(JSON.parse(readFileSync(file, 'utf8')));
  if (E.isLeft(decoded)) throw new Error(`${file}:\n${renderDecodeErrors(decoded.left)}`);
  return decoded.right;
};

export const readManifest = (folder: string): Manifest => read(Manifest, folder);

export const readLibrary = (folder: string): Library => {
  const manifest = read(LibraryManifest, folder);
  const entries = Object.entries(manifest.exports).flatMap(([entry, target]) =>
    typeof target === 'string' || target.types === undefined
      ? []
      : [{ specifier: `${manifest.name}${entry.slice(1)}`, types: target.types }],
  );
  return { name: manifest.name, folder, manifest, entries };
};

const needs = ({ manifest }: Library): readonly string[] => Object.keys(manifest.dependencies);

/** The wanted libraries and whatever they need, each after those that it needs. */
export const inOrder = (all: readonly Library[], wanted: readonly Library[]): readonly Library[] =>
  wanted.reduce<readonly Library[]>((ordered, library) => {
    const before = inOrder(
      all,
      all.filter(({ name }) => needs(library).includes(name)),
    );
    return [...new Set([...ordered, ...before, library])];
  }, []);

export const readLibraries = (root: string): readonly Library[] => {
  const libraries = readdirSync(join(root, 'libs'))
    .map((name) => join(root, 'libs', name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map(readLibrary);
  return inOrder(libraries, libraries);
};
