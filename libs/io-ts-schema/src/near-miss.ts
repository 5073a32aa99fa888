// The word that somebody probably meant.
import { distance } from 'fastest-levenshtein';

const plain = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');

/**
 * The known word closest to the one found, if it is close: a third of its letters may differ, and case, hyphens and
 * underscores do not count.
 *
 * @example
 * nearMiss('instance_type', ['instanceType', 'instanceCount']); // 'instanceType'
 */
export const nearMiss = (found: string, known: readonly string[]): string | undefined => {
  const candidates = known
    .map((word) => ({ word, edits: distance(plain(found), plain(word)) }))
    .filter(({ word, edits }) => edits <= Math.floor(Math.max(found.length, word.length) / 3))
    .sort((a, b) => a.edits - b.edits);
  return candidates[0]?.word;
};
