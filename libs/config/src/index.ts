export type {
  Algorithm,
  Aws,
  CreateEndpoint,
  CreateModel,
  FeatureEngineering,
  Image,
  Instances,
  Network,
  PipelineConfig,
  RegisterFeatures,
  Training,
  Variant,
} from './pipeline-config';
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
export { imageUri } from './image-uri';
