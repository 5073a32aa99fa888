import * as E from 'fp-ts/Either';
import { arnOf } from '../machine/arns';
import { timestamp } from '../machine/clock';
import { validationException } from '../protocol/api-errors';
import type { CreateEndpointConfigInput, ProductionVariant } from '../service-model/operations.generated';
import { alreadyExisting, couldNotFind } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

// Weights default to 1.0 and a missing instance count means one. [D]
const withDefaults = (variant: ProductionVariant): ProductionVariant => ({
  InitialVariantWeight: 1,
  ...(variant.ServerlessConfig === undefined ? { InitialInstanceCount: 1 } : {}),
  ...variant,
});

const variantsOf = (input: CreateEndpointConfigInput): readonly ProductionVariant[] => [
  ...input.ProductionVariants,
  ...(input.ShadowProductionVariants ?? []),
];

const duplicateOf = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) !== index);

export const createEndpointConfig = operation('CreateEndpointConfig', (cloud: EndpointsCloud, input) => {
  const name = input.EndpointConfigName;
  const arn = arnOf(cloud.account, 'endpoint-config', name);
  const { Tags = [], ...request } = input;
  return changing(cloud, () => {
    const { endpointConfigs, models, tags } = cloud.store;
    if (endpointConfigs.clashing(name) !== undefined)
      return E.left(alreadyExisting(cloud.account, 'endpoint-config', name));
    const twice = duplicateOf(variantsOf(input).map(({ VariantName }) => VariantName));
    if (twice !== undefined) return E.left(validationException(`Duplicate variant name: ${twice}.`));
    const modelNames = variantsOf(input).flatMap(({ ModelName }) =>
      ModelName === undefined ? [] : [ModelName],
    );
    const missing = modelNames.find((model) => models.get(model) === undefined);
    if (missing !== undefined) return E.left(couldNotFind(cloud.account, 'model', missing));
    const description = {
      EnableNetworkIsolation: false,
      ...request,
      ProductionVariants: input.ProductionVariants.map(withDefaults),
      EndpointConfigArn: arn,
      CreationTime: timestamp(cloud.clock.now()),
    };
    endpointConfigs.put({ name, arn, description });
    void tags.put(arn, Tags);
    return E.right({ EndpointConfigArn: arn });
  });
});
