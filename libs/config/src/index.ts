export { PipelineConfig } from './pipeline-config';
export type { Api, ApiAuthorization } from './api';
export { Aws } from './aws/aws';
export { type Image, imageUri } from './aws/image';
export type { Network } from './aws/network';
export type { Instances } from './aws/instances';
export type { Algorithm } from './hyperparameters/algorithm';
export { hyperparametersOf, type TrainingHyperparameters } from './hyperparameters/hyperparameter-texts';
export type { FeatureEngineering } from './stages/feature-engineering';
export type { RegisterFeatures } from './stages/register-features';
export type { Training } from './stages/training';
export type { CreateModel } from './stages/create-model';
export type { CreateEndpoint, Variant } from './stages/create-endpoint';
export {
  type ConfigErrors,
  type ConfigNotJson,
  type ConfigVersionUnsupported,
  type InvalidConfig,
  renderConfigErrors,
  type UnknownEnvironment,
} from './config-errors';
export { canonicalJson, jsonDigest } from './canonical-json';
export { configDigest } from './config-digest';
export { decodeConfig } from './decode-config';
export { parseConfig } from './parse-config';
export { configJsonSchema } from './config-schema';
