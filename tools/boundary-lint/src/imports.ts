// Which file of a project imports which, type imports and dynamic ones included.
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import type { Import } from './circles';

const extensions = ['', '.ts', '.mts', '.mjs', '.cjs', '/index.ts'];

const candidates = (path: string): readonly string[] => [
  ...extensions.map((extension) => `${path}${extension}`),
  path.replace(/\.(m?)js$/, '.$1ts'),
];

/** Targets of a package's own `imports` (`#digest`): every file that a condition may choose. */
const ownImports = (folder: string): Readonly<Record<string, readonly string[]>> => {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return {};
  const { imports = {} }: { readonly imports?: object } = JSON.parse(readFileSync(file, 'utf8'));
  return Object.fromEntries(
    Object.entries(imports).map(([name, target]) => [name, JSON.stringify(target).match(/\.\/[^"]+/g) ?? []]),
  );
};

/** `#commands/*` stands for every rest of a specifier. */
const ownTargets = (own: ReturnType<typeof ownImports>, specifier: string): readonly string[] =>
  Object.entries(own).flatMap(([name, paths]) => {
    const [before = '', after] = name.split('*');
    if (after === undefined ? specifier !== name : !specifier.startsWith(before)) return [];
    return paths.map((path) => posix.normalize(path.replace('*', specifier.slice(before.length))));
  });

/** The imports among some files of a project; `files` are relative to its folder. */
export const importsAmong = (folder: string, files: readonly string[]): readonly Import[] => {
  const known = new Set(files);
  const own = ownImports(folder);
  const targetsOf = (from: string, specifier: string): readonly string[] => {
    if (specifier.startsWith('#')) return ownTargets(own, specifier);
    return specifier.startsWith('.') ? [posix.join(posix.dirname(from), specifier)] : [];
  };
  return files.flatMap((from) =>
    ts
      .preProcessFile(readFileSync(join(folder, from), 'utf8'), true, true)
      .importedFiles.flatMap(({ fileName }) => targetsOf(from, fileName))
      .flatMap((path) => candidates(path).find((candidate) => known.has(candidate)) ?? [])
      .map((to) => ({ from, to })),
  );
};
