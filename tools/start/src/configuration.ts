// The configuration of a local run: the user's file, with the data set put where it was uploaded.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type ConfigErrors,
  decodeConfig,
  parseConfig,
  type PipelineConfig,
  renderConfigErrors,
} from '@credit-risk/config';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { root } from './workspace';
import { exitCodes, startError, type StartError } from './start-error';

export interface PreparedConfig {
  readonly path: string;
  readonly config: PipelineConfig;
}

const exampleConfig = join(root, 'libs', 'config', 'examples', 'local.json');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (path: string, text: string): E.Either<StartError, Readonly<Record<string, unknown>>> => {
  const parsed = E.tryCatch(
    (): unknown => JSON.parse(text),
    (cause) => startError(`${path} is no JSON: ${String(cause)}`, exitCodes.badInput),
  );
  return pipe(
    parsed,
    E.chain((value) =>
      isObject(value)
        ? E.right(value)
        : E.left(
            startError(`${path} holds ${JSON.stringify(value)}: expected an object.`, exitCodes.badInput),
          ),
    ),
  );
};

const readText = (path: string): TE.TaskEither<StartError, string> =>
  TE.tryCatch(
    () => readFile(path, 'utf8'),
    () =>
      startError(
        `--config is ${JSON.stringify(path)}: expected a file that can be read.`,
        exitCodes.badInput,
      ),
  );

const read = (path: string): TE.TaskEither<StartError, Readonly<Record<string, unknown>>> =>
  pipe(
    readText(path),
    TE.chainEitherK((text) => parse(path, text)),
  );

const withDataSet = (file: Readonly<Record<string, unknown>>, csvName: string): unknown => {
  const artifactsUri =
    typeof file['artifactsUri'] === 'string' ? file['artifactsUri'] : 's3://credit-risk-local';
  const bucket = /^s3:\/\/[^/]+/.exec(artifactsUri)?.[0] ?? artifactsUri;
  const dataset = isObject(file['dataset']) ? file['dataset'] : {};
  return { ...file, artifactsUri, dataset: { ...dataset, uri: `${bucket}/raw/${csvName}` } };
};

const notAConfig =
  (source: string) =>
  (errors: ConfigErrors): StartError =>
    startError(`${source} is not a configuration:\n${renderConfigErrors(errors)}`, exitCodes.badInput);

const decode = (source: string, json: unknown): E.Either<StartError, PipelineConfig> =>
  pipe(decodeConfig(json), E.mapLeft(notAConfig(source)));

const write = (path: string, json: unknown): TE.TaskEither<StartError, void> =>
  TE.tryCatch(
    async () => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `${JSON.stringify(json, null, 2)}\n`);
    },
    (cause) =>
      startError(`${path} could not be written: ${String(cause)}. Choose another folder with --state.`),
  );

/** The configuration of one environment, as it is. */
export const readConfig = (
  given: string = exampleConfig,
  environment?: string,
): TE.TaskEither<StartError, PipelineConfig> =>
  pipe(
    readText(given),
    TE.flatMapEither((text) => pipe(parseConfig(text, environment), E.mapLeft(notAConfig(given)))),
  );

/** Checks the user's configuration, all faults at once, and writes what the run will use to the state folder. */
export const prepareConfig = (
  given: string | undefined,
  csvName: string,
  state: string,
): TE.TaskEither<StartError, PreparedConfig> => {
  const source = given ?? exampleConfig;
  const path = join(state, 'config.json');
  return pipe(
    read(source),
    TE.map((file) => withDataSet(file, csvName)),
    TE.bindTo('json'),
    TE.bind('config', ({ json }) => TE.fromEither(decode(source, json))),
    TE.chainFirst(({ json }) => write(path, json)),
    TE.map(({ config }) => ({ path, config })),
  );
};
