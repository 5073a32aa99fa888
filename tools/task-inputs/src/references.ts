// Which files of the repository a file of code names: by import, by `-m module`, or by their path in a string.
import { posix } from 'node:path';
import { literalPaths } from './path-references';
import { filesOfModule, pythonModules } from './python-references';

const typeScriptImports = /(?:\bfrom\s+|\bimport\s*\(?\s*|\brequire\(\s*)(['"])([^'"]+)\1/g;

export interface Repository {
  readonly files: readonly string[];
  /** Folders that Python imports from. */
  readonly pythonRoots: readonly string[];
  /** The folder of each npm package of the workspace. */
  readonly packages: ReadonlyMap<string, string>;
}

const foldersOf = (file: string): readonly string[] => {
  const parts = file.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
};

/** A folder is given with a slash at its end, and a package of the workspace as its `package.json`. */
export const referencesIn = ({
  files,
  pythonRoots,
  packages,
}: Repository): ((file: string, text: string) => readonly string[]) => {
  const known = new Set(files);
  const folders = new Set(files.flatMap(foldersOf));
  const firstKnown = (candidates: readonly string[]): readonly string[] =>
    candidates
      .map((one) => posix.normalize(one))
      .filter((one) => known.has(one))
      .slice(0, 1);

  const ofSpecifier = (file: string, specifier: string): readonly string[] => {
    if (!specifier.startsWith('.')) {
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');
      const folder = packages.get(name);
      return folder === undefined ? [] : [`${folder}/package.json`];
    }
    const path = posix.join(posix.dirname(file), specifier);
    return firstKnown([path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`]);
  };

  const importedBy = (file: string, text: string): readonly string[] =>
    file.endsWith('.py')
      ? pythonModules(text).flatMap((module) =>
          firstKnown(pythonRoots.flatMap((root) => filesOfModule(root, module))),
        )
      : [...text.matchAll(typeScriptImports)].flatMap((match) => ofSpecifier(file, match[2] ?? ''));

  const namedBy = (text: string): readonly string[] =>
    literalPaths(text)
      .filter((path) => path.includes('/'))
      .flatMap((path) => (known.has(path) ? [path] : folders.has(path) ? [`${path}/`] : []));

  return (file, text) => [...new Set([...importedBy(file, text), ...namedBy(text)])];
};
