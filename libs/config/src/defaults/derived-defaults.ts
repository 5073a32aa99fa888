// Defaults that follow from other values of the configuration.
import { isObject, type JsonObject } from '@credit-risk/io-ts-schema';
import { defaults } from './defaults';

/** The stages that assume a role. */
export const stagesWithRole = ['featureEngineering', 'registerFeatures', 'training', 'createModel'] as const;

const objectOr = (value: unknown): JsonObject | undefined => {
  if (value === undefined) return {};
  return isObject(value) ? value : undefined;
};

const filled = (stages: JsonObject, name: string, key: string, value: unknown): JsonObject => {
  const stage = objectOr(stages[name]);
  return stage === undefined || stage[key] !== undefined || value === undefined
    ? stages
    : { ...stages, [name]: { ...stage, [key]: value } };
};

// Endpoints may not end in a hyphen, environments may.
const endpointNameOf = ({ project, environment }: JsonObject): string | undefined =>
  typeof project === 'string' && typeof environment === 'string'
    ? `${project}-${environment}`.replace(/-+$/, '')
    : undefined;

// Spark and its Java have a separate image: it is larger than all others together.
const withSparkImage = (stages: JsonObject): JsonObject => {
  const stage = objectOr(stages['featureEngineering']);
  const image = objectOr(stage?.['image']);
  if (stage?.['engine'] !== 'spark' || image === undefined || image['uri'] !== undefined) return stages;
  const repository = defaults.repositories.featureEngineeringOnSpark;
  return { ...stages, featureEngineering: { ...stage, image: { repository, ...image } } };
};

/** The stages that take their role from the top of the file. */
export const stagesWithoutRole = (file: JsonObject): readonly string[] => {
  const stages = objectOr(file['stages']) ?? {};
  return stagesWithRole.filter((name) => objectOr(stages[name])?.['roleArn'] === undefined);
};

/** The file with each stage's role, Spark's image, and the endpoint's name, filled in. */
export const withDerivedDefaults = (file: JsonObject): JsonObject => {
  const given = objectOr(file['stages']);
  if (given === undefined) return file;
  const empty = Object.fromEntries([...stagesWithRole, 'createEndpoint'].map((name) => [name, {}]));
  const withRoles = stagesWithRole.reduce(
    (stages, name) => filled(stages, name, 'roleArn', file['roleArn']),
    { ...empty, ...given },
  );
  const named = filled(withRoles, 'createEndpoint', 'endpointName', endpointNameOf(file));
  return { ...file, stages: withSparkImage(named) };
};
