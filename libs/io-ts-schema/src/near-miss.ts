// The word that the author probably meant.
import { distance } from 'fastest-levenshtein';

const plain = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');

const shortestStart = 3;

const sorted = (word: string): string => [...plain(word)].sort().join('');

// A word that is cut off or continued is close to the whole, however many letters are missing; so is one with its
// letters in another order.
const editsBetween = (found: string, word: string): number => {
  const [short, long] = [plain(found), plain(word)].sort((a, b) => a.length - b.length);
  const isStart = (short?.length ?? 0) >= shortestStart && long?.startsWith(short ?? '') === true;
  const isShuffled = sorted(found) === sorted(word);
  return isStart || isShuffled ? 1 : distance(plain(found), plain(word));
};

/**
 * The known word closest to the one found, if it is close: a third of its letters may differ, the end may be missing,
 * and case, hyphens and underscores do not count.
 *
 * @example
 * nearMiss('instance_type', ['instanceType', 'instanceCount']); // 'instanceType'
 */
export const nearMiss = (found: string, known: readonly string[]): string | undefined => {
  const candidates = known
    .map((word) => ({ word, edits: editsBetween(found, word) }))
    .filter(({ word, edits }) => edits <= Math.floor(Math.max(found.length, word.length) / 3))
    .sort((a, b) => a.edits - b.edits);
  return candidates[0]?.word;
};
