import * as E from 'fp-ts/Either';
import { couldNotFind } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

export const deleteEndpointConfig = operation(
  'DeleteEndpointConfig',
  (cloud: EndpointsCloud, { EndpointConfigName }) =>
    changing(cloud, () => {
      const { endpointConfigs, tags } = cloud.store;
      const found = endpointConfigs.get(EndpointConfigName);
      if (found === undefined)
        return E.left(couldNotFind(cloud.account, 'endpoint-config', EndpointConfigName));
      endpointConfigs.remove(EndpointConfigName);
      void tags.remove(found.arn);
      return E.right({});
    }),
);
