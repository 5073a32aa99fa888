// `npm run down`: deletes what a configuration deployed, on whatever cloud the AWS variables point at.
import {
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  ListEndpointConfigsCommand,
  ListModelsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type AwsError, collectAll, renderAwsError, send } from '@credit-risk/aws-effects';
import type { PipelineConfig } from '@credit-risk/config';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { readConfig } from './configuration';
import type { Terminal } from './start-command';
import { exitCodes, startError, type StartError } from './start-error';

const unlessGone = <A>(task: TE.TaskEither<AwsError, A>): TE.TaskEither<AwsError, readonly A[]> =>
  pipe(
    task,
    TE.map((done): readonly A[] => [done]),
    TE.orElse((error) => (error._tag === 'NotFound' ? TE.right([]) : TE.left(error))),
  );

const configNames = (client: SageMakerClient, prefix: string) =>
  collectAll((token) =>
    pipe(
      send(
        client,
        new ListEndpointConfigsCommand({ NameContains: prefix, ...(token && { NextToken: token }) }),
      ),
      TE.map(({ EndpointConfigs, NextToken }) => ({
        items: (EndpointConfigs ?? []).flatMap(({ EndpointConfigName: name }) => name ?? []),
        nextToken: NextToken,
      })),
    ),
  );

const modelNames = (client: SageMakerClient, prefix: string) =>
  collectAll((token) =>
    pipe(
      send(client, new ListModelsCommand({ NameContains: prefix, ...(token && { NextToken: token }) })),
      TE.map(({ Models, NextToken }) => ({
        items: (Models ?? []).flatMap(({ ModelName: name }) => name ?? []),
        nextToken: NextToken,
      })),
    ),
  );

const deleteAll = (client: SageMakerClient, config: PipelineConfig) => {
  const prefix = `${config.project}-${config.environment}-`;
  const { endpointName } = config.stages.createEndpoint;
  const ours = (names: readonly string[], stage: string) =>
    names.filter((name) => name.startsWith(`${prefix}${stage}-`));
  return pipe(
    unlessGone(send(client, new DeleteEndpointCommand({ EndpointName: endpointName }))),
    TE.map((deleted) => ({ endpoints: deleted.map(() => endpointName) })),
    TE.bind('endpointConfigs', () =>
      pipe(
        configNames(client, prefix),
        TE.map((names) => ours(names, 'create-endpoint')),
      ),
    ),
    TE.chainFirst(({ endpointConfigs }) =>
      TE.traverseSeqArray((name: string) =>
        unlessGone(send(client, new DeleteEndpointConfigCommand({ EndpointConfigName: name }))),
      )(endpointConfigs),
    ),
    TE.bind('models', () =>
      pipe(
        modelNames(client, prefix),
        TE.map((names) => ours(names, 'create-model')),
      ),
    ),
    TE.chainFirst(({ models }) =>
      TE.traverseSeqArray((name: string) =>
        unlessGone(send(client, new DeleteModelCommand({ ModelName: name }))),
      )(models),
    ),
  );
};

/** Deletes the endpoint, then the configurations and models of its project and environment; prints what it deleted. */
export const down = (configFile: string | undefined, terminal: Terminal): TE.TaskEither<StartError, void> =>
  pipe(
    readConfig(configFile),
    TE.flatMap((config) =>
      pipe(
        deleteAll(new SageMakerClient({ region: process.env['AWS_REGION'] ?? config.aws.region }), config),
        TE.mapLeft((error) =>
          startError(
            `${renderAwsError(error)}\nExport the variables that npm run cloud prints, or credentials of an AWS account.`,
            exitCodes.failed,
          ),
        ),
      ),
    ),
    TE.map((deleted) => terminal.print(JSON.stringify(deleted))),
  );
