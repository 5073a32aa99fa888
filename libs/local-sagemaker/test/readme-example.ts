import { CreateModelCommand, DescribeModelCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { startLocalSageMaker } from '../src/index';
import * as E from 'fp-ts/Either';

/** Starts a SageMaker, registers a model with it and returns the model's ARN. */
export const registerModel = async (stateFolder: string): Promise<string | undefined> => {
  const started = await startLocalSageMaker({
    stateFolder,
    images: { source: 'no file', launchers: [] },
    s3Endpoint: 'http://127.0.0.1:4566',
    region: 'eu-west-1',
  })();
  if (E.isLeft(started)) throw new Error(started.left.message);
  const { endpointUrl, stop } = started.right;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SageMakerClient({ endpoint: endpointUrl, region: 'eu-west-1', credentials });
  await client.send(
    new CreateModelCommand({ ModelName: 'Scoring', PrimaryContainer: { Image: 'scoring:1' } }),
  );
  const { ModelArn } = await client.send(new DescribeModelCommand({ ModelName: 'Scoring' }));
  client.destroy();
  await stop();
  return ModelArn;
};
