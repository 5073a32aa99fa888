// `down`: deletes what runs and deployments of a configuration made, and lists what stays.
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { AwsError } from '@credit-risk/aws-effects';
import type { PipelineConfig } from '@credit-risk/config';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { cdk } from '../../cdk/cdk';
import { withTemplates } from '../../cdk/prepare';
import type { CliError } from '../../world/cli-error';
import type { Command } from '../../world/command';
import { type ConfigOptions, loadConfig } from '../../world/load-config';
import type { World } from '../../world/world';
import { existingBuckets } from './existing-buckets';
import { type Remaining, remainingOf } from './remaining';
import { remove, tagged } from './run-resources';

/** Options of `down`. */
export interface DownOptions extends ConfigOptions {
  /** Whether the stacks stay: only what runs made is deleted. */
  readonly runsOnly?: boolean;
}

interface OfRuns {
  readonly endpoints: readonly string[];
  readonly endpointConfigs: readonly string[];
  readonly models: readonly string[];
}

interface OfDeployment {
  readonly stacks: readonly string[];
  readonly buckets: readonly string[];
}

const callFailed =
  (doing: string) =>
  (cause: AwsError): CliError => ({ _tag: 'CallFailed', doing, cause });

const namesOfEndpoints = (client: SageMakerClient, config: PipelineConfig) =>
  pipe(
    tagged.endpoints(client, config),
    // An endpoint that was there before the first run serves its models without having its tags.
    TE.map((names) => [...new Set([config.stages.createEndpoint.endpointName, ...names])]),
  );

const removeOfRuns = (client: SageMakerClient, config: PipelineConfig): TE.TaskEither<AwsError, OfRuns> =>
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
  );

const removeDeployment = (world: World, options: ConfigOptions): TE.TaskEither<CliError, OfDeployment> =>
  withTemplates(world, options, (prepared) =>
    pipe(
      cdk(world, prepared, ['destroy', '--app', prepared.assembly.templates, '--all', '--force']),
      TE.map(() => ({
        stacks: Object.values(prepared.assembly.stacks),
        buckets: prepared.assembly.retainedBuckets,
      })),
    ),
  );

const nothingDeployed: OfDeployment = { stacks: [], buckets: [] };

const result = (ofRuns: OfRuns, { stacks }: OfDeployment, remaining: readonly Remaining[]): string =>
  JSON.stringify({ ...ofRuns, stacks, remaining });

/** Deletes endpoints, endpoint configurations and models of a project and environment, then its stacks. */
export const down =
  ({ runsOnly = false, ...options }: DownOptions): Command =>
  (world) =>
    pipe(
      loadConfig(world, options),
      TE.bindTo('config'),
      TE.let('clients', ({ config }) => world.clients(config.aws.region)),
      TE.bind('ofRuns', ({ config, clients }) =>
        pipe(removeOfRuns(clients.sageMaker, config), TE.mapLeft(callFailed('delete what the runs made'))),
      ),
      TE.bind('deployment', () => (runsOnly ? TE.right(nothingDeployed) : removeDeployment(world, options))),
      TE.bind('featureGroups', ({ config, clients }) =>
        pipe(
          tagged.featureGroups(clients.sageMaker, config),
          TE.mapLeft(callFailed('list the feature groups')),
        ),
      ),
      TE.bind('buckets', ({ clients, deployment }) =>
        TE.fromTask(existingBuckets(clients.s3, deployment.buckets)),
      ),
      TE.map(({ config, ofRuns, deployment, featureGroups, buckets }) => {
        const remaining = remainingOf(config, { featureGroups, buckets });
        for (const { what, howToRemove } of remaining) world.reporter.notice(`${what}. ${howToRemove}`);
        return result(ofRuns, deployment, remaining);
      }),
    );
