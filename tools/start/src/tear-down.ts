// `npm run down`: deletes what a configuration deployed, on whatever cloud the AWS variables point at.
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type AwsError, isRetryable, renderAwsError } from '@credit-risk/aws-effects';
import type { PipelineConfig } from '@credit-risk/config';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { readConfig } from './configuration';
import { remove, tagged } from './deployed';
import type { Terminal } from './start-command';
import { exitCodes, startError, type StartError } from './start-error';

/** What the command line gives. */
export interface DownOptions {
  readonly config?: string;
  readonly environment?: string;
}

const namesOfEndpoints = (client: SageMakerClient, config: PipelineConfig) =>
  pipe(
    tagged.endpoints(client, config),
    // An endpoint that was there before the first run serves its models without having its tags.
    TE.map((names) => [...new Set([config.stages.createEndpoint.endpointName, ...names])]),
  );

const deleteAll = (client: SageMakerClient, config: PipelineConfig) =>
  pipe(
    TE.Do,
    TE.bind('endpoints', () =>
      pipe(
        namesOfEndpoints(client, config),
        TE.flatMap((names) => remove.endpoints(client, names)),
      ),
    ),
    TE.bind('endpointConfigs', () =>
      pipe(
        tagged.endpointConfigs(client, config),
        TE.flatMap((names) => remove.endpointConfigs(client, names)),
      ),
    ),
    TE.bind('models', () =>
      pipe(
        tagged.models(client, config),
        TE.flatMap((names) => remove.models(client, names)),
      ),
    ),
    TE.bind('featureGroups', () => tagged.featureGroups(client, config)),
  );

const failure = (error: AwsError): StartError =>
  startError(
    `${renderAwsError(error)}\nExport the variables that npm run cloud prints, or credentials of an AWS account.`,
    isRetryable(error) || error._tag === 'Conflict' ? exitCodes.retryable : exitCodes.failed,
  );

const whatStays = ({ artifactsUri }: PipelineConfig, featureGroups: readonly string[]): string =>
  [
    ...featureGroups.map(
      (name) =>
        `The features stay, in ${name}: aws sagemaker delete-feature-group --feature-group-name ${name}`,
    ),
    `Files of the runs stay, below ${artifactsUri}: aws s3 rm --recursive ${artifactsUri}/runs`,
  ].join('\n');

/** Deletes endpoints, configurations and models of a project and environment; prints what it deleted, and says what stays. */
export const down = (options: DownOptions, terminal: Terminal): TE.TaskEither<StartError, void> =>
  pipe(
    readConfig(options.config, options.environment),
    TE.flatMap((config) =>
      pipe(
        deleteAll(
          new SageMakerClient({
            region: process.env['AWS_REGION'] ?? config.aws.region,
            requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
          }),
          config,
        ),
        TE.bimap(failure, ({ featureGroups, ...deleted }) => {
          terminal.print(JSON.stringify(deleted));
          terminal.say(whatStays(config, featureGroups));
        }),
      ),
    ),
  );
