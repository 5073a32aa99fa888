import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { timestamp } from '../machine/clock';
import { validationException, type ApiError } from '../protocol/api-errors';
import type { UpdateEndpointInput } from '../service-model/operations.generated';
import type { EndpointRecord } from '../store/records';
import { pending, snapshot } from './deployment';
import { couldNotFind } from './name-errors';
import { required } from '../operation/required';
import { changing, operation } from '../operation/define-operation';
import { whenSettled } from './settled-endpoint';
import type { EndpointsCloud } from './endpoints-cloud';

// Seen on AWS: an endpoint whose own configuration was deleted cannot be updated. [W]
const withCurrentConfig = (
  cloud: EndpointsCloud,
  record: EndpointRecord,
): E.Either<ApiError, EndpointRecord> => {
  const { EndpointConfigName: current } = record.description;
  return current !== undefined && cloud.store.endpointConfigs.get(current) === undefined
    ? E.left(couldNotFind(cloud.account, 'endpoint-config', current))
    : E.right(record);
};

const inService = (record: EndpointRecord): E.Either<ApiError, EndpointRecord> =>
  record.live === undefined
    ? E.left(
        validationException(
          `Cannot update endpoint "${record.arn}" in status ${record.description.EndpointStatus}.`,
        ),
      )
    : E.right(record);

const updating = (
  cloud: EndpointsCloud,
  record: EndpointRecord,
  input: UpdateEndpointInput,
): E.Either<ApiError, EndpointRecord> =>
  pipe(
    snapshot(cloud.store, cloud.account, input.EndpointConfigName),
    E.map((deployment) => {
      const now = timestamp(cloud.clock.now());
      return {
        ...record,
        description: {
          ...record.description,
          EndpointStatus: 'Updating',
          LastModifiedTime: now,
          ...pending(deployment, 'Updating', now),
        },
        next: { deployment, update: input },
      };
    }),
  );

export const updateEndpoint = operation('UpdateEndpoint', (cloud: EndpointsCloud, input) =>
  pipe(
    changing(cloud, () =>
      pipe(
        required(
          cloud.store.endpoints.get(input.EndpointName),
          couldNotFind(cloud.account, 'endpoint', input.EndpointName),
        ),
        E.chain(whenSettled),
        E.chain(inService),
        E.chain((record) => withCurrentConfig(cloud, record)),
        E.chain((record) => updating(cloud, record, input)),
        E.map((record) => {
          cloud.store.endpoints.put(record);
          return { EndpointArn: record.arn };
        }),
      ),
    ),
    TE.chainFirstIOK(() => () => cloud.lifecycle.deploy(input.EndpointName)),
  ),
);
