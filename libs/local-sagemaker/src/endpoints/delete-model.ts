import * as E from 'fp-ts/Either';
import { couldNotFind } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

export const deleteModel = operation('DeleteModel', (cloud: EndpointsCloud, { ModelName }) =>
  changing(cloud, () => {
    const { models, tags } = cloud.store;
    const found = models.get(ModelName);
    if (found === undefined) return E.left(couldNotFind(cloud.account, 'model', ModelName));
    models.remove(ModelName);
    void tags.remove(found.arn);
    return E.right({});
  }),
);
