// Deploys what a configuration says to the cloud that environment variables point at: AWS, or one on this machine.
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stackNames } from '../names';
import { cdk } from './cdk';
import { deployError, type DeployError } from './deploy-error';
import { type Deployed, deployedOf } from './deployed';
import { type Deployment, inWorkFolder, prepare, type Prepared } from './prepare';

const bootstrap = ({ config, settings }: Prepared): TE.TaskEither<DeployError, void> =>
  cdk(settings, ['bootstrap', `aws://${config.aws.accountId}/${config.aws.region}`]);

const readOutputs = (file: string): TE.TaskEither<DeployError, unknown> =>
  TE.tryCatch(
    async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8')),
    (cause) => deployError('permanent', `The outputs of the stacks could not be read: ${String(cause)}`),
  );

const stacksOf = ({ config }: Prepared, { apiAlone = false }: Deployment): readonly string[] => {
  const { data, api } = stackNames(config);
  return apiAlone ? [api] : [data, api];
};

/**
 * Deploys the stacks, or finds that nothing has changed.
 *
 * @example
 * await deployTo({
 *   environment: process.env,
 *   configFile: 'config.json',
 *   parameters: {},
 *   bootstrap: false,
 *   show: (text) => process.stderr.write(text),
 *   signal: new AbortController().signal,
 * })(); // right({ url: 'https://a1b2c3.execute-api.eu-west-1.amazonaws.com', ... })
 */
export const deployTo = (deployment: Deployment): TE.TaskEither<DeployError, Deployed> =>
  inWorkFolder((workFolder) =>
    pipe(
      prepare(deployment, workFolder),
      TE.tap((prepared) => (deployment.bootstrap ? bootstrap(prepared) : TE.right(undefined))),
      TE.flatMap((prepared) => {
        const { config, settings, templates, parameters } = prepared;
        const outputs = join(workFolder, 'outputs.json');
        const stacks = stacksOf(prepared, deployment);
        const args = ['deploy', ...stacks, '--app', templates, '--require-approval', 'never'];
        const asked = ['--progress', 'events', '--concurrency', '2', '--outputs-file', outputs];
        const existing = deployment.importExisting === true ? ['--import-existing-resources'] : [];
        return pipe(
          cdk(settings, [...args, ...asked, ...existing, ...parameters]),
          TE.flatMap(() => readOutputs(outputs)),
          TE.flatMapEither((found) => deployedOf(config, settings.environment, found)),
        );
      }),
    ),
  );

/** Shows what a deployment would change. */
export const showDifferences = (deployment: Deployment): TE.TaskEither<DeployError, void> =>
  inWorkFolder((workFolder) =>
    pipe(
      prepare(deployment, workFolder),
      TE.flatMap(({ settings, templates }) => cdk(settings, ['diff', '--app', templates])),
    ),
  );

/** Deletes both stacks; buckets with what is in them, and their keys, stay. */
export const destroy = (deployment: Deployment): TE.TaskEither<DeployError, readonly string[]> =>
  inWorkFolder((workFolder) =>
    pipe(
      prepare(deployment, workFolder),
      TE.flatMap(({ config, settings, templates }) =>
        pipe(
          cdk(settings, ['destroy', '--app', templates, '--all', '--force']),
          TE.map(() => Object.values(stackNames(config))),
        ),
      ),
    ),
  );
