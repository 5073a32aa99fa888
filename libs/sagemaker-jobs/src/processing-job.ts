// Feature engineering as a SageMaker processing job.
import type { CreateProcessingJobCommandInput, ProcessingOutput, Tag } from '@aws-sdk/client-sagemaker';
import { imageUri } from '@credit-risk/config';
import { given, instanceTypeOf, vpcConfigOf } from './instances';
import { jobName } from './names';
import { outputUris } from './output-uris';
import type { Run } from './run';
import { withTags } from './tags';

const processing = '/opt/ml/processing';
const outputs = ['features', 'persons', 'quarantine', 'summary'] as const;

const outputOf = (run: Run, name: (typeof outputs)[number]): ProcessingOutput => ({
  OutputName: name,
  S3Output: {
    S3Uri: outputUris(run).featureEngineering[name],
    LocalPath: `${processing}/output/${name}`,
    S3UploadMode: 'EndOfJob',
  },
});

/** The request that engineers the features of a run. */
export const processingJob = (run: Run): CreateProcessingJobCommandInput & { Tags: Tag[] } => {
  const { aws, dataset, stages } = run.config;
  const stage = stages.featureEngineering;
  return withTags(run, 'feature-engineering', {
    ProcessingJobName: jobName(run, 'feature-engineering'),
    RoleArn: stage.roleArn,
    AppSpecification: {
      ImageUri: imageUri(aws, stage.image),
      ContainerArguments: ['--as-of', dataset.asOf, '--engine', stage.engine],
    },
    ProcessingInputs: [
      {
        InputName: 'loans',
        S3Input: {
          S3Uri: dataset.uri,
          LocalPath: `${processing}/input/loans`,
          S3DataType: 'S3Prefix',
          S3InputMode: 'File',
          S3DataDistributionType: 'FullyReplicated',
        },
      },
    ],
    ProcessingOutputConfig: {
      Outputs: outputs.map((name) => outputOf(run, name)),
      ...given(stage.outputKmsKeyId, (KmsKeyId) => ({ KmsKeyId })),
    },
    ProcessingResources: {
      ClusterConfig: {
        InstanceType: instanceTypeOf(stage.instanceType),
        InstanceCount: stage.instanceCount,
        VolumeSizeInGB: stage.volumeSizeInGB,
        ...given(stage.volumeKmsKeyId, (VolumeKmsKeyId) => ({ VolumeKmsKeyId })),
      },
    },
    NetworkConfig: { EnableNetworkIsolation: stage.network.isolation, ...vpcConfigOf(stage.network) },
    StoppingCondition: { MaxRuntimeInSeconds: stage.maxRuntimeInSeconds },
  });
};
