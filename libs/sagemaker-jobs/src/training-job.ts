// Training as a SageMaker training job.
import type { Channel, CreateTrainingJobCommandInput, Tag } from '@aws-sdk/client-sagemaker';
import { hyperparametersOf, imageUri } from '@credit-risk/config';
import { given, instanceTypeOf, vpcConfigOf } from './instances';
import { jobName } from './names';
import { outputUris } from './output-uris';
import type { Run } from './run';
import { withTags } from './tags';

/** S3 prefixes that feature engineering wrote. */
export interface TrainingData {
  readonly featuresUri: string;
  readonly personsUri: string;
}

// The service matches a prefix as text: without the slash, `features` would also take in `features-old`.
const folder = (uri: string): string => (uri.endsWith('/') ? uri : `${uri}/`);

const channel = (name: string, uri: string): Channel => ({
  ChannelName: name,
  ContentType: 'application/x-parquet',
  InputMode: 'File',
  DataSource: {
    S3DataSource: {
      S3Uri: folder(uri),
      S3DataType: 'S3Prefix',
      S3DataDistributionType: 'FullyReplicated',
    },
  },
});

/** The request that trains the model of a run. */
export const trainingJob = (
  run: Run,
  data: TrainingData,
): CreateTrainingJobCommandInput & { Tags: Tag[] } => {
  const { aws, stages } = run.config;
  const stage = stages.training;
  return withTags(run, 'training', {
    TrainingJobName: jobName(run, 'training'),
    RoleArn: stage.roleArn,
    AlgorithmSpecification: { TrainingImage: imageUri(aws, stage.image), TrainingInputMode: 'File' },
    HyperParameters: hyperparametersOf(stage),
    InputDataConfig: [channel('features', data.featuresUri), channel('persons', data.personsUri)],
    OutputDataConfig: {
      S3OutputPath: outputUris(run).training.prefix,
      ...given(stage.outputKmsKeyId, (KmsKeyId) => ({ KmsKeyId })),
    },
    ResourceConfig: {
      InstanceType: instanceTypeOf(stage.instanceType),
      InstanceCount: stage.instanceCount,
      VolumeSizeInGB: stage.volumeSizeInGB,
      ...given(stage.volumeKmsKeyId, (VolumeKmsKeyId) => ({ VolumeKmsKeyId })),
    },
    EnableNetworkIsolation: stage.network.isolation,
    ...vpcConfigOf(stage.network),
    StoppingCondition: { MaxRuntimeInSeconds: stage.maxRuntimeInSeconds },
  });
};
