// Paths that code names in its strings, in one piece or as the parts of one path: `ROOT / "tools" / "start"`.
import { posix } from 'node:path';

const strings = /(['"])([\w@.\-/]+)\1/g;
const betweenParts = /^\s*[,/]\s*$/;
const MOST_PARTS = 8;

const relativeToRoot = (path: string): string =>
  posix
    .normalize(path)
    .replace(/^(\.\.?\/)+/, '')
    .replace(/\/$/, '');

export const literalPaths = (text: string): readonly string[] => {
  const found = [...text.matchAll(strings)].map((match) => ({
    text: match[2] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
  return found.flatMap((_, first) => {
    const parts = found.slice(first, first + MOST_PARTS);
    const end = parts.findIndex((part, at) => {
      const before = parts[at - 1];
      return before !== undefined && !betweenParts.test(text.slice(before.end, part.start));
    });
    const chain = (end === -1 ? parts : parts.slice(0, end)).map((part) => part.text);
    return chain.map((__, last) => relativeToRoot(chain.slice(0, last + 1).join('/')));
  });
};
