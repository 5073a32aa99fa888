// The port to SageMaker over the AWS SDK.
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  DescribeEndpointCommand,
  type DescribeEndpointCommandOutput,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  ListTagsCommand,
  type SageMakerClient,
  StopProcessingJobCommand,
  StopTrainingJobCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { collectAll, send, type SendOptions } from '@credit-risk/aws-effects';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { EndpointState, SageMaker } from '../ports/sagemaker';

const silently = <E>(effect: TE.TaskEither<E, unknown>): TE.TaskEither<E, void> =>
  pipe(
    effect,
    TE.map(() => undefined),
  );

const jobs = (client: SageMakerClient, readOptions: SendOptions) =>
  ({
    createProcessingJob: (input) => silently(send(client, new CreateProcessingJobCommand(input))),
    describeProcessingJob: (name) =>
      pipe(
        send(client, new DescribeProcessingJobCommand({ ProcessingJobName: name }), readOptions),
        TE.map((job) => ({
          arn: job.ProcessingJobArn ?? '',
          status: job.ProcessingJobStatus ?? '',
          failureReason: job.FailureReason ?? null,
          exitMessage: job.ExitMessage ?? null,
        })),
      ),
    stopProcessingJob: (name) =>
      silently(send(client, new StopProcessingJobCommand({ ProcessingJobName: name }))),
    createTrainingJob: (input) => silently(send(client, new CreateTrainingJobCommand(input))),
    describeTrainingJob: (name) =>
      pipe(
        send(client, new DescribeTrainingJobCommand({ TrainingJobName: name }), readOptions),
        TE.map((job) => ({
          arn: job.TrainingJobArn ?? '',
          status: job.TrainingJobStatus ?? '',
          // A job that ran out of time is `Stopped`, and only its secondary status says why.
          failureReason:
            job.FailureReason ?? (job.TrainingJobStatus === 'Stopped' ? (job.SecondaryStatus ?? null) : null),
          exitMessage: null,
        })),
      ),
    stopTrainingJob: (name) => silently(send(client, new StopTrainingJobCommand({ TrainingJobName: name }))),
  }) satisfies Partial<SageMaker>;

const millisecondsOf = (date: Date | undefined): number => date?.getTime() ?? 0;

const endpointOf = (endpoint: DescribeEndpointCommandOutput): EndpointState => ({
  arn: endpoint.EndpointArn ?? '',
  status: endpoint.EndpointStatus ?? '',
  configName: endpoint.EndpointConfigName ?? '',
  pendingConfigName: endpoint.PendingDeploymentSummary?.EndpointConfigName ?? null,
  failureReason: endpoint.FailureReason ?? null,
  changedAt: millisecondsOf(endpoint.LastModifiedTime),
});

const serving = (client: SageMakerClient, readOptions: SendOptions) =>
  ({
    createModel: (input) => silently(send(client, new CreateModelCommand(input))),
    describeModel: (name) =>
      pipe(
        send(client, new DescribeModelCommand({ ModelName: name }), readOptions),
        TE.map(({ ModelArn }) => ({ arn: ModelArn ?? '' })),
      ),
    createEndpointConfig: (input) => silently(send(client, new CreateEndpointConfigCommand(input))),
    describeEndpointConfig: (name) =>
      pipe(
        send(client, new DescribeEndpointConfigCommand({ EndpointConfigName: name }), readOptions),
        TE.map((config) => ({
          arn: config.EndpointConfigArn ?? '',
          createdAt: millisecondsOf(config.CreationTime),
        })),
      ),
    createEndpoint: (input) => silently(send(client, new CreateEndpointCommand(input))),
    updateEndpoint: (input) => silently(send(client, new UpdateEndpointCommand(input))),
    describeEndpoint: (name) =>
      pipe(
        send(client, new DescribeEndpointCommand({ EndpointName: name }), readOptions),
        TE.map(endpointOf),
      ),
  }) satisfies Partial<SageMaker>;

/**
 * The port to SageMaker. `readOptions` apply to reads only: abandoning a write would leave its outcome unknown.
 *
 * @example
 * const sagemaker = sageMakerService(new SageMakerClient({}), { signal });
 */
export const sageMakerService = (client: SageMakerClient, readOptions: SendOptions = {}): SageMaker => ({
  ...jobs(client, readOptions),
  ...serving(client, readOptions),
  tags: (arn) =>
    pipe(
      collectAll((token) =>
        pipe(
          send(
            client,
            new ListTagsCommand({ ResourceArn: arn, ...(token === undefined ? {} : { NextToken: token }) }),
          ),
          TE.map(({ Tags, NextToken }) => ({ items: Tags ?? [], nextToken: NextToken })),
        ),
      ),
      TE.map((tags) => Object.fromEntries(tags.map(({ Key, Value }) => [Key ?? '', Value ?? '']))),
    ),
});
