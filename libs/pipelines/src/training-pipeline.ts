// The training pipeline: from raw loans to a live endpoint.
import type { Pipeline } from './pipeline/stage';
import { createEndpoint } from './stages/create-endpoint';
import { createModel } from './stages/create-model';
import { featureEngineering } from './stages/feature-engineering';
import { getConfig } from './stages/get-config';
import { registerFeatures } from './stages/register-features';
import { training } from './stages/training';

/**
 * From raw loans to a live endpoint. Features are registered while the model is trained; the endpoint waits for both,
 * so that its callers find features of the same run.
 */
export const trainingPipeline: Pipeline = {
  name: 'training',
  stages: [getConfig, featureEngineering, registerFeatures, training, createModel, createEndpoint],
};
