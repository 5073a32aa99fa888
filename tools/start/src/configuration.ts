// The configuration of a local run: the user's file, with the data set put where it was uploaded.
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decodeConfig, type PipelineConfig, renderConfigErrors } from '@credit-risk/config';
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
        : E.left(startError(`${path} holds ${JSON.stringify(value)}: expected an object.`, exitCodes.badInput)),
    ),
  );
};

const read = (path: string): TE.TaskEither<StartError, Readonly<Record<string, unknown>>> =>
  pipe(
    TE.tryCatch(
      () => readFile(path, 'utf8'),
      () => startError(`--config is ${JSON.stringify(path)}: expected a file that can be read.`, exitCodes.badInput),
    ),
    TE.chainEitherK((text) => parse(path, text)),
  );

const withDataSet = (file: Readonly<Record<string, unknown>>, csv: string): unknown => {
  const artifactsUri = typeof file['artifactsUri'] === 'string' ? file['artifactsUri'] : 's3://credit-risk-local';
  const bucket = /^s3:\/\/[^/]+/.exec(artifactsUri)?.[0] ?? artifactsUri;
  const dataset = isObject(file['dataset']) ? file['dataset'] : {};
  return { ...file, artifactsUri, dataset: { ...dataset, uri: `${bucket}/raw/${basename(csv)}` } };
};

/** Checks the user's configuration, all faults at once, and writes what the run will use to the state folder. */
export const prepareConfig = (
  given: string | undefined,
  csv: string,
  state: string,
): TE.TaskEither<StartError, PreparedConfig> => {
  const path = join(state, 'config.json');
  return pipe(
    read(given ?? exampleConfig),
    TE.map((file) => withDataSet(file, csv)),
    TE.chain((file) =>
      pipe(
        TE.fromEither(decodeConfig(file)),
        TE.mapLeft((errors) =>
          startError(`${given ?? exampleConfig} is not a configuration:\n${renderConfigErrors(errors)}`, exitCodes.badInput),
        ),
        TE.chain((config) =>
          TE.tryCatch(
            async () => {
              await writeFile(path, `${JSON.stringify(file, null, 2)}\n`);
              return { path, config };
            },
            (cause) => startError(`${path} could not be written: ${String(cause)}`),
          ),
        ),
      ),
    ),
  );
};
