import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { arnOf } from '../machine/arns';
import { timestamp } from '../machine/clock';
import type { EndpointRecord } from '../store/records';
import { pending, snapshot } from './deployment';
import { alreadyExisting } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

export const createEndpoint = operation('CreateEndpoint', (cloud: EndpointsCloud, input) => {
  const { EndpointName: name, EndpointConfigName } = input;
  const arn = arnOf(cloud.account, 'endpoint', name);
  return pipe(
    changing(cloud, () => {
      const { endpoints, tags } = cloud.store;
      if (endpoints.clashing(name) !== undefined)
        return E.left(alreadyExisting(cloud.account, 'endpoint', name));
      const deployment = snapshot(cloud.store, cloud.account, EndpointConfigName);
      if (E.isLeft(deployment)) return deployment;
      const now = timestamp(cloud.clock.now());
      const record: EndpointRecord = {
        name,
        arn,
        description: {
          EndpointName: name,
          EndpointArn: arn,
          EndpointConfigName,
          EndpointStatus: 'Creating',
          CreationTime: now,
          LastModifiedTime: now,
          ...pending(deployment.right, 'Creating', now),
        },
        next: { deployment: deployment.right },
      };
      endpoints.put(record);
      void tags.put(arn, input.Tags ?? []);
      return E.right({ EndpointArn: arn });
    }),
    TE.chainFirstIOK(() => () => cloud.lifecycle.deploy(name)),
  );
});
