// What comes before the CDK: a configuration, the bundle of the function, templates made from both.
import { parseConfig, type PipelineConfig, renderConfigErrors } from '@credit-risk/config';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { infraApp } from '../infra-app';
import type { FunctionCode } from '../scoring-function';
import type { CdkSettings } from './cdk';
import { deployError, type DeployError } from './deploy-error';
import { bundleFunction } from './function-bundle';
import { parameterArgs, parametersOf } from './parameters';

/** What to deploy, and where to. */
export interface Deployment {
  /** The variables that say where AWS is and who asks: AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL and the like. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly configFile: string;
  /** Whose overlay of the configuration to use. */
  readonly overlay?: string;
  /** Values of parameters of the API's template. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether to make what the CDK needs in an account first; it is there already after the first time. */
  readonly bootstrap: boolean;
  /** Leaves out buckets, key and roles of the pipeline: they are made in another way. */
  readonly apiAlone?: boolean;
  /** Whether buckets and roles that are there already become part of the stacks. */
  readonly importExisting?: boolean;
  /** Where progress is shown. */
  readonly show: (text: string) => void;
  readonly signal: AbortSignal;
}

const readConfig = ({ configFile, overlay }: Deployment): TE.TaskEither<DeployError, PipelineConfig> =>
  pipe(
    TE.tryCatch(
      () => readFile(configFile, 'utf8'),
      () =>
        deployError(
          'configuration',
          `--config is ${JSON.stringify(configFile)}; expected a file that can be read.`,
        ),
    ),
    TE.flatMapEither((text) =>
      pipe(
        parseConfig(text, overlay),
        E.mapLeft((errors) =>
          deployError('configuration', `${configFile} is no configuration:\n${renderConfigErrors(errors)}`),
        ),
      ),
    ),
  );

const writeTemplates = (
  config: PipelineConfig,
  code: FunctionCode,
  parameters: Readonly<Record<string, string>>,
  outdir: string,
): TE.TaskEither<DeployError, string> =>
  TE.tryCatch(
    async () => infraApp(config, code, { parameters, outdir }).synth().directory,
    (cause) => deployError('permanent', `The templates could not be made: ${String(cause)}`),
  );

/** All that the CDK is given. */
export interface Prepared {
  readonly config: PipelineConfig;
  readonly settings: CdkSettings;
  /** Folder of the templates. */
  readonly templates: string;
  /** Arguments of the CDK for the parameters of the templates. */
  readonly parameters: readonly string[];
}

/** Reads the configuration, bundles the function and makes the templates. */
export const prepare = (deployment: Deployment, workFolder: string): TE.TaskEither<DeployError, Prepared> =>
  pipe(
    readConfig(deployment),
    TE.bindTo('config'),
    TE.bind('given', ({ config }) =>
      TE.fromEither(parametersOf(config, deployment.environment, deployment.parameters)),
    ),
    TE.let('parameters', ({ config, given }) => parameterArgs(config, given)),
    TE.let('settings', ({ config }) => {
      const { environment, show, signal } = deployment;
      return { environment: { AWS_REGION: config.aws.region, ...environment }, show, signal, workFolder };
    }),
    TE.bind('code', ({ settings }) => bundleFunction(settings)),
    TE.bind('templates', ({ config, code, given }) =>
      writeTemplates(config, code, given, join(workFolder, 'templates')),
    ),
  );

/** Runs something in a folder of its own, which goes away afterwards. */
export const inWorkFolder = <A>(
  use: (folder: string) => TE.TaskEither<DeployError, A>,
): TE.TaskEither<DeployError, A> =>
  TE.bracket(
    TE.fromTask(() => mkdtemp(join(tmpdir(), 'credit-risk-deploy-'))),
    use,
    (folder) => TE.fromTask(() => rm(folder, { recursive: true, force: true })),
  );
