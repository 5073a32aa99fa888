import type { Operation } from '../protocol/operation';
import { createEndpoint } from './create-endpoint';
import { createEndpointConfig } from './create-endpoint-config';
import { createModel } from './create-model';
import { deleteEndpoint } from './delete-endpoint';
import { deleteEndpointConfig } from './delete-endpoint-config';
import { deleteModel } from './delete-model';
import { describeEndpoint } from './describe-endpoint';
import { describeEndpointConfig } from './describe-endpoint-config';
import { describeModel } from './describe-model';
import type { EndpointsCloud } from './endpoints-cloud';
import { invokeEndpoint } from './invoke-endpoint';
import { listEndpointConfigs } from './list-endpoint-configs';
import { listEndpoints } from './list-endpoints';
import { listModels } from './list-models';
import { updateEndpoint } from './update-endpoint';

/** Every operation on models, endpoint configurations and endpoints. */
export const endpointOperations = (cloud: EndpointsCloud): readonly Operation[] =>
  [
    createModel,
    describeModel,
    deleteModel,
    listModels,
    createEndpointConfig,
    describeEndpointConfig,
    deleteEndpointConfig,
    listEndpointConfigs,
    createEndpoint,
    describeEndpoint,
    updateEndpoint,
    deleteEndpoint,
    listEndpoints,
    invokeEndpoint,
  ].map((bind) => bind(cloud));
