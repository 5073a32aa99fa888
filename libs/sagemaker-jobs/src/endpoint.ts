// The endpoint, and the configuration that it serves.
import type {
  CreateEndpointCommandInput,
  CreateEndpointConfigCommandInput,
  DataCaptureConfig,
  ProductionVariant,
  Tag,
  UpdateEndpointCommandInput,
} from '@aws-sdk/client-sagemaker';
import type { CreateEndpoint, Variant } from '@credit-risk/config';
import { given, instanceTypeOf } from './instances';
import { jobName } from './names';
import type { Run } from './run';
import { withTags } from './tags';

const variantOf = (variant: Variant, modelName: string): ProductionVariant => ({
  VariantName: variant.name,
  ModelName: modelName,
  InstanceType: instanceTypeOf(variant.instanceType),
  InitialInstanceCount: variant.initialInstanceCount,
  InitialVariantWeight: variant.initialVariantWeight,
});

const dataCaptureOf = ({
  dataCapture,
}: CreateEndpoint): Pick<CreateEndpointConfigCommandInput, 'DataCaptureConfig'> => {
  if (dataCapture === null) return {};
  const capture: DataCaptureConfig = {
    EnableCapture: true,
    InitialSamplingPercentage: dataCapture.samplingPercentage,
    DestinationS3Uri: dataCapture.destinationUri,
    CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
    CaptureContentTypeHeader: {
      CsvContentTypes: ['text/csv'],
      JsonContentTypes: ['application/json'],
    },
  };
  return { DataCaptureConfig: capture };
};

/** The request that creates the endpoint configuration of a run, all variants serving one model. */
export const endpointConfig = (
  run: Run,
  { modelName }: { readonly modelName: string },
): CreateEndpointConfigCommandInput & { Tags: Tag[] } => {
  const stage = run.config.stages.createEndpoint;
  return withTags(run, 'create-endpoint', {
    EndpointConfigName: jobName(run, 'create-endpoint'),
    ProductionVariants: stage.variants.map((variant) => variantOf(variant, modelName)),
    ...dataCaptureOf(stage),
    ...given(stage.volumeKmsKeyId, (KmsKeyId) => ({ KmsKeyId })),
  });
};

interface Deployed {
  readonly endpointConfigName: string;
}

/** The request that creates the endpoint. */
export const createEndpoint = (
  run: Run,
  { endpointConfigName }: Deployed,
): CreateEndpointCommandInput & { Tags: Tag[] } =>
  withTags(run, 'create-endpoint', {
    EndpointName: run.config.stages.createEndpoint.endpointName,
    EndpointConfigName: endpointConfigName,
  });

/** The request that moves the living endpoint to another configuration. */
export const updateEndpoint = (run: Run, { endpointConfigName }: Deployed): UpdateEndpointCommandInput => ({
  EndpointName: run.config.stages.createEndpoint.endpointName,
  EndpointConfigName: endpointConfigName,
});
