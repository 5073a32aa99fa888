// Feature engineering as a SageMaker processing job.
import type {
  CreateProcessingJobCommandInput,
  ProcessingInput,
  ProcessingOutput,
  Tag,
} from '@aws-sdk/client-sagemaker';
import { imageUri } from '@credit-risk/config';
import { given, instanceTypeOf, vpcConfigOf } from './instances';
import { jobName } from './names';
import { outputUris } from './output-uris';
import type { Run } from './run';
import { withTags } from './tags';

const processing = '/opt/ml/processing';

type OutputName = 'features' | 'persons' | 'quarantine' | 'summary';

// The container's arguments, and what SageMaker moves between S3 and the container.
interface Transfer {
  readonly arguments: readonly string[];
  readonly inputs: readonly ProcessingInput[];
  readonly outputs: readonly OutputName[];
}

const loansInput = (run: Run): ProcessingInput => ({
  InputName: 'loans',
  S3Input: {
    S3Uri: run.config.dataset.uri,
    LocalPath: `${processing}/input/loans`,
    S3DataType: 'S3Prefix',
    S3InputMode: 'File',
    S3DataDistributionType: 'FullyReplicated',
  },
});

const throughSageMaker = (run: Run): Transfer => ({
  arguments: [],
  inputs: [loansInput(run)],
  outputs: ['features', 'persons', 'quarantine', 'summary'],
});

// No node of a cluster has all of the data: the nodes read and write S3 themselves, and only the summary is one node's.
const throughCluster = (run: Run): Transfer => ({
  arguments: [
    ...['--loans', run.config.dataset.uri, '--output', outputUris(run).featureEngineering.folder],
    ...(run.config.stages.featureEngineering.outputKmsKeyId === null
      ? []
      : ['--output-kms-key-id', run.config.stages.featureEngineering.outputKmsKeyId]),
  ],
  inputs: [],
  outputs: ['summary'],
});

const outputOf = (run: Run, name: OutputName): ProcessingOutput => ({
  OutputName: name,
  S3Output: {
    S3Uri: outputUris(run).featureEngineering[name],
    LocalPath: `${processing}/output/${name}`,
    S3UploadMode: 'EndOfJob',
  },
});

/** The request that engineers the features of a run: on one node, or on a Spark cluster. */
export const processingJob = (run: Run): CreateProcessingJobCommandInput & { Tags: Tag[] } => {
  const { aws, dataset, stages } = run.config;
  const stage = stages.featureEngineering;
  const transfer = stage.instanceCount > 1 ? throughCluster(run) : throughSageMaker(run);
  return withTags(run, 'feature-engineering', {
    ProcessingJobName: jobName(run, 'feature-engineering'),
    RoleArn: stage.roleArn,
    AppSpecification: {
      ImageUri: imageUri(aws, stage.image),
      ContainerArguments: ['--as-of', dataset.asOf, '--engine', stage.engine, ...transfer.arguments],
    },
    ...(transfer.inputs.length === 0 ? {} : { ProcessingInputs: [...transfer.inputs] }),
    ProcessingOutputConfig: {
      Outputs: transfer.outputs.map((name) => outputOf(run, name)),
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
