// Checks what must be in a tarball, and what must not be.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from './finding';
import { filesOf, type Tarball } from './tarball';
import { root } from './workspace';

const isOfTests = /\.(test|fixtures)\.|\.tsbuildinfo$/;

const relativeLinks = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

const sourcesOf = (map: string): readonly string[] => {
  const parsed: { readonly sources?: readonly string[] } = JSON.parse(readFileSync(map, 'utf8'));
  return (parsed.sources ?? []).map((source) => join(dirname(map), source));
};

export const checkContents = ({ library, folder }: Tarball): readonly Finding[] => {
  const finding = (what: string, advice: string): Finding => ({
    library: library.name,
    check: 'contents',
    what,
    advice,
  });
  const files = filesOf(folder);
  const license = join(folder, 'LICENSE');
  const sameLicense =
    existsSync(license) && readFileSync(license, 'utf8') === readFileSync(join(root, 'LICENSE'), 'utf8');
  const links = relativeLinks(readFileSync(join(folder, 'README.md'), 'utf8'));
  const maps = files.filter((file) => file.endsWith('.map')).map((file) => join(folder, file));
  return [
    ...(sameLicense
      ? []
      : [finding('LICENSE differs from the one of the repository', 'Copy the LICENSE of the repository.')]),
    ...files
      .filter((file) => isOfTests.test(file))
      .map((file) => finding(`${file} is in the tarball`, 'Exclude it in `files`.')),
    ...links
      .filter((link) => !existsSync(join(folder, link)))
      .map((link) =>
        finding(`README.md links to ${link}, which is not in the tarball`, 'Pack it, or write plain text.'),
      ),
    ...maps
      .filter((map) => !sourcesOf(map).every((source) => existsSync(source)))
      .map((map) => finding(`${map.slice(folder.length + 1)} has no source`, 'Pack `src`.')),
  ];
};
