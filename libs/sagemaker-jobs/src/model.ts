// The trained artifact with the container that serves it.
import type { CreateModelCommandInput, Tag } from '@aws-sdk/client-sagemaker';
import { imageUri } from '@credit-risk/config';
import { vpcConfigOf } from './instances';
import { jobName } from './names';
import type { Run } from './run';
import { withTags } from './tags';

export interface ModelArtifact {
  /** S3 URI of `model.tar.gz`. */
  readonly modelDataUrl: string;
  /** The feature contract that the model was trained on; the container compares it with its own. */
  readonly contractVersion: string;
}

/** The request that creates the model of a run. */
export const model = (run: Run, artifact: ModelArtifact): CreateModelCommandInput & { Tags: Tag[] } => {
  const { aws, stages } = run.config;
  const stage = stages.createModel;
  const name = jobName(run, 'create-model');
  return withTags(run, 'create-model', {
    ModelName: name,
    ExecutionRoleArn: stage.roleArn,
    PrimaryContainer: {
      Image: imageUri(aws, stage.image),
      ModelDataUrl: artifact.modelDataUrl,
      // The container learns only here what it serves; each of its responses names it.
      Environment: { CONTRACT_VERSION: artifact.contractVersion, MODEL_NAME: name },
    },
    EnableNetworkIsolation: stage.network.isolation,
    ...vpcConfigOf(stage.network),
  });
};
