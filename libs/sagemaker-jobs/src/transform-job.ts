// Predictions for a whole file: a batch transform job over a run's model.
import type { CreateTransformJobCommandInput, Tag, TransformInstanceType } from '@aws-sdk/client-sagemaker';
import { instanceTypeOf } from './instances';
import { resourceName } from './names';
import type { Run } from './run';
import { withTags } from './tags';

export interface Transform {
  readonly modelName: string;
  /** S3 prefix of CSV files: feature vectors in contract order, no header. */
  readonly inputUri: string;
  readonly outputUri: string;
  readonly instanceType: string;
  readonly instanceCount: number;
}

/** The request that predicts each line of the input; predictions keep the input's order. */
export const transformJob = (
  run: Run,
  transform: Transform,
): CreateTransformJobCommandInput & { Tags: Tag[] } =>
  withTags(run, 'create-model', {
    TransformJobName: resourceName(run, 'transform'),
    ModelName: transform.modelName,
    TransformInput: {
      ContentType: 'text/csv',
      SplitType: 'Line',
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: transform.inputUri } },
    },
    TransformOutput: { S3OutputPath: transform.outputUri, Accept: 'application/json', AssembleWith: 'Line' },
    TransformResources: {
      InstanceType: instanceTypeOf<TransformInstanceType>(transform.instanceType),
      InstanceCount: transform.instanceCount,
    },
  });
