// An endpoint configuration with the models it names: the snapshot that an endpoint is deployed from.
import * as E from 'fp-ts/Either';
import type { Account } from '../machine/arns';
import type { ApiError } from '../protocol/api-errors';
import type {
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  ProductionVariant,
  ProductionVariantSummary,
} from '../service-model/operations.generated';
import type { Deployment } from '../store/records';
import type { Store } from '../store/store';
import { couldNotFind } from './name-errors';

/** Production and shadow variants of a configuration. */
export const allVariants = (config: DescribeEndpointConfigOutput): readonly ProductionVariant[] => [
  ...config.ProductionVariants,
  ...(config.ShadowProductionVariants ?? []),
];

/** Takes the configuration and its models as they are now. */
export const snapshot = (
  store: Store,
  account: Account,
  configName: string,
): E.Either<ApiError, Deployment> => {
  const config = store.endpointConfigs.get(configName);
  if (config === undefined) return E.left(couldNotFind(account, 'endpoint-config', configName));
  const names = new Set(allVariants(config.description).flatMap(({ ModelName }) => ModelName ?? []));
  const models = [...names].flatMap((name) => store.models.get(name)?.description ?? []);
  const missing = [...names].find((name) => !models.some(({ ModelName }) => ModelName === name));
  return missing === undefined
    ? E.right({ config: config.description, models })
    : E.left(couldNotFind(account, 'model', missing));
};

const summaryOf =
  ({ models }: Deployment) =>
  (variant: ProductionVariant): ProductionVariantSummary => {
    const model = models.find(({ ModelName }) => ModelName === variant.ModelName);
    const image = (model?.PrimaryContainer ?? model?.Containers?.[0])?.Image;
    return {
      VariantName: variant.VariantName,
      ...(image === undefined ? {} : { DeployedImages: [{ SpecifiedImage: image, ResolvedImage: image }] }),
      CurrentWeight: variant.InitialVariantWeight ?? 1,
      DesiredWeight: variant.InitialVariantWeight ?? 1,
      CurrentInstanceCount: variant.InitialInstanceCount ?? 1,
      DesiredInstanceCount: variant.InitialInstanceCount ?? 1,
    };
  };

const captureOf = ({ DataCaptureConfig: capture, KmsKeyId }: DescribeEndpointConfigOutput) =>
  capture === undefined
    ? {}
    : {
        DataCaptureConfig: {
          EnableCapture: capture.EnableCapture ?? false,
          CaptureStatus: 'Stopped' as const,
          CurrentSamplingPercentage: capture.InitialSamplingPercentage,
          DestinationS3Uri: capture.DestinationS3Uri,
          KmsKeyId: capture.KmsKeyId ?? KmsKeyId ?? '',
        },
      };

/** The part of an endpoint's description that follows from what it serves. */
export const described = (deployment: Deployment): Partial<DescribeEndpointOutput> => ({
  EndpointConfigName: deployment.config.EndpointConfigName,
  ProductionVariants: deployment.config.ProductionVariants.map(summaryOf(deployment)),
  ...(deployment.config.ShadowProductionVariants === undefined
    ? {}
    : { ShadowProductionVariants: deployment.config.ShadowProductionVariants.map(summaryOf(deployment)) }),
  ...captureOf(deployment.config),
});

/** The part of an endpoint's description that shows a deployment under way. */
export const pending = (
  deployment: Deployment,
  status: 'Creating' | 'Updating',
  startTime: number,
): Pick<DescribeEndpointOutput, 'PendingDeploymentSummary'> => ({
  PendingDeploymentSummary: {
    EndpointConfigName: deployment.config.EndpointConfigName,
    ProductionVariants: deployment.config.ProductionVariants.map((variant) => ({
      ...summaryOf(deployment)(variant),
      VariantStatus: [{ Status: status, StartTime: startTime }],
    })),
    StartTime: startTime,
  },
});
