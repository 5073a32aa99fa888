import * as E from 'fp-ts/Either';
import { couldNotFind } from '../operation/not-found';
import { changing, operation } from '../operation/operation';

export const deleteEndpointConfig = operation('DeleteEndpointConfig', (cloud, { EndpointConfigName }) =>
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
