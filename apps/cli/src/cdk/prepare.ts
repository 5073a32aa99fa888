// What comes before the CDK's own command: the templates of a configuration, made by the app in `apps/infra`.
import { PipelineConfig } from '@credit-risk/config';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CliError, commandFailed } from '../world/cli-error';
import { type ConfigOptions, loadConfig } from '../world/load-config';
import type { World } from '../world/world';
import { type Assembly, assemblyOf } from './assembly';
import { type Checkout, checkoutAround } from './checkout';
import { runProgram } from './run-program';

/** A deployment, ready for the CDK. */
export interface Prepared {
  readonly config: PipelineConfig;
  readonly checkout: Checkout;
  readonly environment: World['environment'];
  readonly workFolder: string;
  readonly assembly: Assembly;
}

/** Which deployment. */
export interface DeploymentOptions extends ConfigOptions {
  /** Values of parameters of the API's template: `NAME=VALUE`. */
  readonly parameters?: readonly string[];
}

const synthesize = (
  { reporter, signals }: World,
  { checkout, environment, workFolder }: Omit<Prepared, 'assembly'>,
  configFile: string,
  parameters: readonly string[],
): TE.TaskEither<CliError, Assembly> => {
  let last = '';
  const source = ['--conditions=@credit-risk/source', '--import', 'tsx', checkout.app];
  const output = ['--config', configFile, '--output', join(workFolder, 'templates')];
  return pipe(
    runProgram({
      args: [...source, ...output, ...parameters.map((one) => `--parameters=${one}`)],
      folder: checkout.root,
      environment: { ...environment, NODE_NO_WARNINGS: '1' },
      showError: reporter.output,
      showOutput: (line) => {
        last = line;
      },
      signals,
    }),
    TE.flatMapEither(() => assemblyOf(last)),
  );
};

const writeConfig = (folder: string, config: PipelineConfig): TE.TaskEither<CliError, string> => {
  const file = join(folder, 'config.json');
  return TE.tryCatch(
    async () => {
      await writeFile(file, JSON.stringify(PipelineConfig.encode(config)));
      return file;
    },
    (cause) => commandFailed('permanent', `${file} cannot be written: ${String(cause)}`),
  );
};

const prepareIn =
  (workFolder: string) =>
  (world: World, { parameters = [], ...options }: DeploymentOptions): TE.TaskEither<CliError, Prepared> =>
    pipe(
      TE.Do,
      TE.bind('config', () => loadConfig(world, options)),
      TE.bind('checkout', () => TE.fromEither(checkoutAround(__dirname))),
      TE.let('environment', ({ config }) => ({ AWS_REGION: config.aws.region, ...world.environment })),
      TE.let('workFolder', () => workFolder),
      TE.bind('configFile', ({ config }) => writeConfig(workFolder, config)),
      TE.bind('assembly', ({ configFile, ...prepared }) =>
        synthesize(world, prepared, configFile, parameters),
      ),
    );

/** Makes the templates and uses them; the folder that they are in is removed afterwards. */
export const withTemplates = <A>(
  world: World,
  options: DeploymentOptions,
  use: (prepared: Prepared) => TE.TaskEither<CliError, A>,
): TE.TaskEither<CliError, A> =>
  TE.bracket(
    TE.fromTask(() => mkdtemp(join(tmpdir(), 'credit-risk-cdk-'))),
    (folder) => pipe(prepareIn(folder)(world, options), TE.flatMap(use)),
    (folder) => TE.fromTask(() => rm(folder, { recursive: true, force: true })),
  );
