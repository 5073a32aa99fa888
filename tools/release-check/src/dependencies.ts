// Every package that the shipped code or its types import is declared, and every declared one is needed.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { preProcessFile } from 'typescript';
import type { Finding } from './finding';
import type { Manifest } from './library';
import { filesOf } from './tarball';

export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

// A name with # is one of the package's own files, chosen by its `imports`.
const isOutside = (specifier: string): boolean =>
  !/^(\.|#|node:)/.test(specifier) && !builtinModules.includes(specifier);

/** The packages that the code and the types below a folder import. */
export const importedBy = (folder: string): ReadonlySet<string> =>
  new Set(
    filesOf(folder)
      .filter((file) => /\.(js|d\.ts)$/.test(file))
      .flatMap((file) => preProcessFile(readFileSync(join(folder, file), 'utf8'), true, true).importedFiles)
      .map(({ fileName }) => fileName)
      .filter(isOutside)
      .map(packageOf),
  );

interface Peer {
  readonly name: string;
  readonly of: string;
  readonly isOptional: boolean;
}

/** Peers that the package's own dependencies leave to it. */
const peersOfDependencies = (
  manifest: Manifest,
  manifestOf: (dependency: string) => Manifest,
): readonly Peer[] =>
  Object.keys(manifest.dependencies).flatMap((of) => {
    const { peerDependencies, peerDependenciesMeta } = manifestOf(of);
    return Object.keys(peerDependencies).map((name) => ({
      name,
      of,
      isOptional: peerDependenciesMeta[name]?.optional === true,
    }));
  });

export const checkDependencies = (
  manifest: Manifest,
  imported: ReadonlySet<string>,
  manifestOf: (dependency: string) => Manifest,
): readonly Finding[] => {
  const declared = new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }));
  const peers = peersOfDependencies(manifest, manifestOf);
  const needed = new Set([...imported, ...peers.map(({ name }) => name)]);
  const finding = (what: string, advice: string): Finding => ({
    library: manifest.name,
    check: 'dependencies',
    what,
    advice,
  });
  return [
    ...[...imported]
      .filter((name) => name !== manifest.name && !declared.has(name))
      .map((name) => finding(`${name} is imported but not declared`, 'Declare it in its package.json.')),
    ...peers
      .filter(({ name, isOptional }) => !isOptional && !declared.has(name))
      .map(({ name, of }) =>
        finding(`${of} needs the peer ${name}, which is not declared`, 'Declare it as a peer as well.'),
      ),
    ...[...declared]
      .filter((name) => !needed.has(name))
      .map((name) => finding(`${name} is declared but not used`, 'Remove it from its package.json.')),
  ];
};
