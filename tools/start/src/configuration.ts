// The configuration of a local run: the user's file, with the data set put where it was uploaded.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ConfigErrors,
  decodeConfig,
  parseConfig,
  PipelineConfig,
  renderConfigErrors,
} from '@credit-risk/config';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { cannotWrite, makeState } from './state';
import { root } from './workspace';
import { exitCodes, startError, type StartError } from './start-error';

export interface PreparedConfig {
  readonly path: string;
  readonly config: PipelineConfig;
}

const exampleConfig = join(root, 'libs', 'config', 'examples', 'local.json');

const readText = (path: string): TE.TaskEither<StartError, string> =>
  TE.tryCatch(
    () => readFile(path, 'utf8'),
    () =>
      startError(
        `--config is ${JSON.stringify(path)}: expected a file that can be read.`,
        exitCodes.configuration,
      ),
  );

const notAConfig =
  (source: string) =>
  (errors: ConfigErrors): StartError =>
    startError(`${source} is not a configuration:\n${renderConfigErrors(errors)}`, exitCodes.configuration);

/** The configuration of one environment, as it is. */
export const readConfig = (
  given: string = exampleConfig,
  environment?: string,
): TE.TaskEither<StartError, PipelineConfig> =>
  pipe(
    readText(given),
    TE.flatMapEither((text) => pipe(parseConfig(text, environment), E.mapLeft(notAConfig(given)))),
  );

// A decoded configuration is one again, so that the name of the user's file is held to the rules of addresses.
const withDataSet =
  (csvName: string) =>
  (config: PipelineConfig): E.Either<StartError, PipelineConfig> => {
    const [bucket = ''] = config.artifactsUri.match(/^s3:\/\/[^/]+/) ?? [];
    return pipe(
      decodeConfig({ ...config, dataset: { ...config.dataset, uri: `${bucket}/raw/${csvName}` } }),
      E.mapLeft((errors) =>
        startError(
          `--data: ${JSON.stringify(csvName)} cannot be the name of an object in S3, rename the file:\n${renderConfigErrors(errors)}`,
          exitCodes.configuration,
        ),
      ),
    );
  };

const write = (path: string, config: PipelineConfig): TE.TaskEither<StartError, void> =>
  TE.tryCatch(
    () => writeFile(path, `${JSON.stringify(PipelineConfig.encode(config), null, 2)}\n`),
    cannotWrite(path),
  );

/** Checks the user's configuration, all faults at once, and writes what the run will use to the state folder. */
export const prepareConfig = (
  given: string | undefined,
  csvName: string,
  state: string,
): TE.TaskEither<StartError, PreparedConfig> => {
  const path = join(state, 'config.json');
  return pipe(
    readConfig(given),
    TE.flatMapEither(withDataSet(csvName)),
    TE.chainFirst(() => makeState(state)),
    TE.chainFirst((config) => write(path, config)),
    TE.map((config) => ({ path, config })),
  );
};
