// The origin of a result, as digests.
import { type Codec, integer, nullable, object, record, array, text } from '@credit-risk/io-ts-schema';

const sha256 = text({ pattern: '[0-9a-f]{64}', expectation: 'a SHA-256 in hex' });

/** One input file of the run. */
export interface DataFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const DataFile: Codec<DataFile> = object({ name: text(), bytes: integer({ minimum: 0 }), sha256 });

/** The origin of a result. Digests are SHA-256 in hex. */
export interface Lineage {
  /** The raw files. Empty until a stage has read them. */
  readonly data: readonly DataFile[];
  /** Digest of each job's code, by stage. */
  readonly code: Readonly<Record<string, string>>;
  /** Digest of the lock file that each job ran with, by stage. */
  readonly lock: Readonly<Record<string, string>>;
  readonly configDigest: string;
  readonly contractVersion: string;
  /** The seed of training; null in stages before it. */
  readonly seed: number | null;
}

const byStage = record(text(), text());

export const Lineage: Codec<Lineage> = object({
  data: array(DataFile),
  code: byStage,
  lock: byStage,
  configDigest: sha256,
  contractVersion: text(),
  seed: nullable(integer()),
});

const merged = (maps: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> =>
  Object.fromEntries(maps.flatMap((map) => Object.entries(map)));

/**
 * The lineage of a stage: that of what it builds on, and its own part.
 *
 * @example
 * extendLineage([engineered, trained], { configDigest, contractVersion, seed: 123 });
 */
export const extendLineage = (
  needs: readonly Lineage[],
  own: Partial<Lineage> & Pick<Lineage, 'configDigest' | 'contractVersion'>,
): Lineage => {
  const files = [...needs.flatMap(({ data }) => data), ...(own.data ?? [])];
  return {
    data: files.filter((file, index) => files.findIndex(({ name }) => name === file.name) === index),
    code: merged([...needs.map(({ code }) => code), own.code ?? {}]),
    lock: merged([...needs.map(({ lock }) => lock), own.lock ?? {}]),
    configDigest: own.configDigest,
    contractVersion: own.contractVersion,
    seed: own.seed ?? needs.map(({ seed }) => seed).find((seed) => seed !== null) ?? null,
  };
};
