// All operations of the stand-in, bound to the cloud that they work on.
import type { Cloud } from './cloud';
import { endpointOperations } from './endpoints/operations';
import { featureStoreOperations } from './feature-store/operations';
import { jobOperations } from './jobs/operations';
import type { Operation } from './protocol/operation';
import { tagOperations } from './tags/operations';

/** Every operation, once. */
export const allOperations = (cloud: Cloud): readonly Operation[] => [
  ...jobOperations(cloud.jobs),
  ...endpointOperations(cloud.endpoints),
  ...featureStoreOperations(cloud.featureStore),
  ...tagOperations(cloud.tags),
];
