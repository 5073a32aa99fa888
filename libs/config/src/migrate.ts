// Reads configurations of earlier versions.
import * as E from 'fp-ts/Either';
import { type DecodeError, decode, isObject } from '@credit-risk/io-ts-schema';
import { currentVersion } from './pipeline-config';
import { ConfigVersion0, fromVersion0 } from './version-0';
import type { ConfigVersionUnsupported, InvalidConfig } from './config-errors';

/** From version n to version n + 1; the n-th member reads version n. */
const migrations: readonly ((file: unknown) => E.Either<readonly DecodeError[], unknown>)[] = [
  (file) => E.map(fromVersion0)(decode(ConfigVersion0)(file)),
];

const step = (file: unknown, version: number): E.Either<InvalidConfig, unknown> => {
  const migration = migrations[version];
  if (migration === undefined) return E.right(file);
  const migrated = E.mapLeft((errors: readonly DecodeError[]): InvalidConfig => ({
    _tag: 'InvalidConfig',
    errors,
  }))(migration(file));
  return E.chain((next) => step(next, version + 1))(migrated);
};

/**
 * The file in the current version. A file of a newer version is refused. If the version is missing or not a number, the
 * codec reports it.
 */
export const migrate = (file: unknown): E.Either<ConfigVersionUnsupported | InvalidConfig, unknown> => {
  const version = isObject(file) ? file['version'] : undefined;
  if (typeof version !== 'number') return E.right(file);
  return version > currentVersion
    ? E.left({ _tag: 'ConfigVersionUnsupported', version, newestSupported: currentVersion })
    : step(file, version);
};
