// The stages of the training pipeline, in their order.

/** Names of the stages, as they stand in job names, S3 keys and the command line. */
export const stageNames = [
  'get-config',
  'feature-engineering',
  'register-features',
  'training',
  'create-model',
  'create-endpoint',
] as const;

export type StageName = (typeof stageNames)[number];
