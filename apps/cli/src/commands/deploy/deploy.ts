// `deploy`: the stacks of a configuration, on the cloud that the AWS variables point at.
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cdk } from '../../cdk/cdk';
import { type DeploymentOptions, type Prepared, withTemplates } from '../../cdk/prepare';
import { badArguments, type CliError, commandFailed } from '../../world/cli-error';
import type { Command } from '../../world/command';
import type { World } from '../../world/world';
import { type Deployed, deployedOf } from './stack-outputs';

/** Options of `deploy`. */
export interface DeployOptions extends DeploymentOptions {
  /** Whether to make what the CDK needs in an account first; it is there after the first time. */
  readonly bootstrap?: boolean;
  /** Whether buckets and roles that exist already become part of the stacks. */
  readonly importExisting?: boolean;
  /** Whether to leave out the stack of buckets, key and roles: they are made in another way. */
  readonly apiOnly?: boolean;
  /** Whether to show what would change, and change nothing. */
  readonly diff?: boolean;
}

const bootstrap = (world: World, prepared: Prepared): TE.TaskEither<CliError, void> => {
  const { accountId, region } = prepared.config.aws;
  return cdk(world, prepared, ['bootstrap', `aws://${accountId}/${region}`]);
};

const readOutputs = (file: string): TE.TaskEither<CliError, unknown> =>
  TE.tryCatch(
    async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8')),
    (cause) => commandFailed('permanent', `The stack outputs cannot be read: ${String(cause)}`),
  );

const deployStacks = (
  world: World,
  prepared: Prepared,
  { importExisting = false, apiOnly = false }: DeployOptions,
): TE.TaskEither<CliError, Deployed> => {
  const { assembly, environment, workFolder } = prepared;
  const { data, api } = assembly.stacks;
  const outputs = join(workFolder, 'outputs.json');
  const stacks = apiOnly ? [api] : [data, api];
  const parameters = Object.entries(assembly.parameters).flatMap(([name, value]) => [
    '--parameters',
    `${api}:${name}=${value}`,
  ]);
  return pipe(
    cdk(world, prepared, [
      ...['deploy', ...stacks, '--app', assembly.templates, '--require-approval', 'never'],
      ...['--progress', 'events', '--concurrency', '2', '--outputs-file', outputs],
      ...(importExisting ? ['--import-existing-resources'] : []),
      ...parameters,
    ]),
    TE.flatMap(() => readOutputs(outputs)),
    TE.flatMapEither((found) => deployedOf(assembly.stacks, environment, found)),
  );
};

const act =
  (world: World, options: DeployOptions) =>
  (prepared: Prepared): TE.TaskEither<CliError, string> =>
    options.diff === true
      ? pipe(
          cdk(world, prepared, ['diff', '--app', prepared.assembly.templates]),
          TE.map(() => ''),
        )
      : pipe(
          options.bootstrap === true ? bootstrap(world, prepared) : TE.right(undefined),
          TE.flatMap(() => deployStacks(world, prepared, options)),
          TE.map((deployed) => JSON.stringify(deployed)),
        );

const parameterPattern = /^\w+=/;

/** Deploys the stacks, or finds that nothing has changed. */
export const deploy =
  (options: DeployOptions): Command =>
  (world) => {
    const wrong = options.parameters?.find((one) => !parameterPattern.test(one));
    return wrong === undefined
      ? withTemplates(world, options, act(world, options))
      : TE.left(badArguments(`--parameters is ${JSON.stringify(wrong)}; expected NAME=VALUE`));
  };
