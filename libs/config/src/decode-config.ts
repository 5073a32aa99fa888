// From JSON to the configuration of one environment, in four passes.
//
//   JSON ──1──▶ file of this version ──2──▶ file of one environment ──3──▶ value and errors ──4──▶ configuration
//
//   1 migrate   an older version becomes the current one                        (migrate.ts)
//   2 choose    the environment's overlay is merged into the base               (merge-overlay.ts)
//   3 complete  derived defaults are filled in, then the codec decodes as far as possible, then the rules across
//               members look at the result                    (defaults/derived-defaults.ts, config-file.ts, rules.ts)
//   4 inFile    each error's path, which speaks of the merged and completed file, is mapped back to the place in the
//               written file: to `$.roleArn` if the stage inherited it, below `$.environments.<name>` if the overlay set it
//
// Only if no error is left, the value without the members that serve to write the file is the configuration.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type DecodeError, inspect, isObject, type JsonObject, jsonPath } from '@credit-risk/io-ts-schema';
import type { ConfigErrors, InvalidConfig, UnknownEnvironment } from './config-errors';
import { ConfigFile, ownKeys } from './config-file';
import { stagesWithoutRole, withDerivedDefaults } from './defaults/derived-defaults';
import { mergeOverlay, pathsSet } from './merge-overlay';
import { migrate } from './migrate';
import { PipelineConfig } from './pipeline-config';
import { brokenRules } from './rules';

interface Chosen {
  /** The file with the environment's overlay applied. */
  readonly file: JsonObject;
  /** Where an overlay's values really stand. */
  readonly overlay: { readonly at: string; readonly sets: readonly string[] } | undefined;
}

const unknownEnvironment = (
  environment: string,
  file: JsonObject,
  overlays: JsonObject,
): UnknownEnvironment => {
  const own = file['environment'];
  const known = new Set([...Object.keys(overlays), ...(typeof own === 'string' ? [own] : [])]);
  return { _tag: 'UnknownEnvironment', environment, known: [...known] };
};

const choose = (file: JsonObject, wanted: string | undefined): E.Either<UnknownEnvironment, Chosen> => {
  const own = file['environment'];
  const environments = file['environments'];
  const overlays = isObject(environments) ? environments : {};
  const environment = wanted ?? own;
  if (typeof environment !== 'string') return E.right({ file, overlay: undefined });
  if (!Object.hasOwn(overlays, environment))
    return wanted === undefined || wanted === own
      ? E.right({ file, overlay: undefined })
      : E.left(unknownEnvironment(environment, file, overlays));
  const overlay = overlays[environment];
  const merged = mergeOverlay(ConfigFile.shape, file, overlay);
  return E.right({
    file: { ...(isObject(merged) ? merged : file), environments, environment },
    overlay: {
      at: jsonPath(['environments', environment]),
      sets: isObject(overlay) ? pathsSet(overlay) : [],
    },
  });
};

const isWithin = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);

// Errors name the place in the file that has to change, not the place that its value was copied to.
const inFile =
  ({ file, overlay }: Chosen) =>
  (error: DecodeError): DecodeError => {
    if (isWithin(error.path, '$.environments')) return error;
    const inherited =
      file['roleArn'] !== undefined &&
      stagesWithoutRole(file).some((stage) => error.path === `$.stages.${stage}.roleArn`);
    const path = inherited ? '$.roleArn' : error.path;
    return overlay !== undefined && overlay.sets.some((set) => isWithin(path, set) || isWithin(set, path))
      ? { ...error, path: `${overlay.at}${path.slice(1)}` }
      : { ...error, path };
  };

const onePerPath = (errors: readonly DecodeError[]): readonly DecodeError[] =>
  errors.filter(({ path }, index) => errors.findIndex((other) => other.path === path) === index);

const withoutOwnKeys = (value: unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => !ownKeys.includes(key)))
    : value;

// Missing only if project or environment is missing, and that error is reported.
const isUnderivable = ({ path, value }: DecodeError): boolean =>
  path === '$.stages.createEndpoint.endpointName' && value === undefined;

const complete = (chosen: Chosen): E.Either<InvalidConfig, PipelineConfig> => {
  const { value, errors } = inspect(ConfigFile)(withDerivedDefaults(chosen.file));
  const config = withoutOwnKeys(value);
  const reported = [...errors, ...brokenRules(config)].filter((error) => !isUnderivable(error));
  const all = onePerPath(reported.map(inFile(chosen)));
  return all.length === 0 && PipelineConfig.is(config)
    ? E.right(config)
    : E.left({ _tag: 'InvalidConfig', errors: all });
};

const asObject = (file: unknown): E.Either<InvalidConfig, JsonObject> =>
  isObject(file)
    ? E.right(file)
    : E.left({ _tag: 'InvalidConfig', errors: [{ path: '$', value: file, expectation: 'an object' }] });

/**
 * Decodes a configuration file's JSON for one environment: migrates an older version, lays the environment's overlay
 * over the base, fills in every default and checks every rule.
 *
 * @param environment - whose overlay to use; by default the one that the file's `environment` names
 * @returns every error at once, each with the place in the file that has to change
 * @example
 * decodeConfig({ version: 2 }); // left({ _tag: 'ConfigVersionUnsupported', version: 2, newestSupported: 1 })
 */
export const decodeConfig = (json: unknown, environment?: string): E.Either<ConfigErrors, PipelineConfig> =>
  pipe(
    migrate(json),
    E.flatMap(asObject),
    E.flatMap((file): E.Either<ConfigErrors, Chosen> => choose(file, environment)),
    E.flatMap(complete),
  );
