import { CreateModelCommand } from '@aws-sdk/client-sagemaker';

/** A model of which only the name matters. */
export const createModelInput = (ModelName: string): CreateModelCommand =>
  new CreateModelCommand({
    ModelName,
    ExecutionRoleArn: 'arn:aws:iam::123456789012:role/model',
    PrimaryContainer: { Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/serving:1' },
  });
