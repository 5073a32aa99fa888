// A stamp says what an environment was made from; it is written last, so an interrupted set-up is done again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export const digestOf = (files, ...facts) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  for (const fact of facts) hash.update(fact).update('\0');
  return hash.digest('hex');
};

export const isFresh = (stamp, digest) => existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;

export const writeStamp = (stamp, digest) => {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
};
