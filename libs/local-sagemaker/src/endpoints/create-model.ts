import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { arnOf } from '../machine/arns';
import { timestamp } from '../machine/clock';
import { validationException } from '../protocol/api-errors';
import type { ContainerDefinition, CreateModelInput } from '../service-model/operations.generated';
import { alreadyExisting } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

const withMode = (container: ContainerDefinition): ContainerDefinition => ({
  Mode: 'SingleModel',
  ...container,
});

const problemOf = ({ PrimaryContainer, Containers }: CreateModelInput): string | undefined => {
  if (PrimaryContainer === undefined && (Containers === undefined || Containers.length === 0))
    return 'Either PrimaryContainer or Containers must be specified.';
  return PrimaryContainer !== undefined && Containers !== undefined
    ? 'PrimaryContainer and Containers cannot both be specified.'
    : undefined;
};

export const createModel = operation('CreateModel', (cloud: EndpointsCloud, input) => {
  const problem = problemOf(input);
  if (problem !== undefined) return TE.left(validationException(problem));
  const { Tags = [], ...request } = input;
  const arn = arnOf(cloud.account, 'model', input.ModelName);
  const description = {
    EnableNetworkIsolation: false,
    ...request,
    ...(request.PrimaryContainer === undefined
      ? {}
      : { PrimaryContainer: withMode(request.PrimaryContainer) }),
    ModelArn: arn,
    CreationTime: timestamp(cloud.clock.now()),
  };
  return changing(cloud, () => {
    const { models, tags } = cloud.store;
    if (models.clashing(input.ModelName) !== undefined)
      return E.left(alreadyExisting(cloud.account, 'model', input.ModelName));
    models.put({ name: input.ModelName, arn, description });
    void tags.put(arn, Tags);
    return E.right({ ModelArn: arn });
  });
});
