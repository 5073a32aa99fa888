// The configuration that `--config` names: a file, or an object in S3.
import { decodeConfig, parseConfig, type PipelineConfig } from '@credit-risk/config';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import type { CliError } from './cli-error';
import type { World } from './world';

const unreadable = (source: string, reason: string): CliError => ({
  _tag: 'ConfigUnreadable',
  source,
  reason,
});

const fromS3 = ({ ports }: World, uri: string): TE.TaskEither<CliError, string> =>
  pipe(
    ports.objects.read(uri),
    TE.mapLeft((cause): CliError => ({ _tag: 'CallFailed', doing: `read ${uri}`, cause })),
    TE.flatMap((found) =>
      O.isNone(found)
        ? TE.left(unreadable(uri, 'there is no such object'))
        : TE.right(Buffer.from(found.value).toString('utf8')),
    ),
  );

const fromFile = ({ readFile }: World, file: string): TE.TaskEither<CliError, string> =>
  pipe(
    readFile(file),
    TE.mapLeft((reason) => unreadable(file, reason)),
  );

/** Which configuration to use, and how. */
export interface ConfigOptions {
  /** A file, or an `s3://` URI. */
  readonly config: string;
  /** Whose overlay to use; by default the one that the file names. */
  readonly environment?: string;
  /** In place of the configuration's `dataset.asOf`. */
  readonly asOf?: string;
}

// A decoded configuration is one again, so that the option is held to the same rules as the file.
const withAsOf =
  (asOf: string | undefined) =>
  (config: PipelineConfig): E.Either<CliError, PipelineConfig> =>
    asOf === undefined
      ? E.right(config)
      : pipe(
          decodeConfig({ ...config, dataset: { ...config.dataset, asOf } }),
          E.mapLeft((cause): CliError => ({ _tag: 'ConfigUnusable', source: `--as-of ${asOf}`, cause })),
        );

/** Reads and decodes a configuration. */
export const loadConfig = (
  world: World,
  { config: source, environment, asOf }: ConfigOptions,
): TE.TaskEither<CliError, PipelineConfig> =>
  pipe(
    source.startsWith('s3://') ? fromS3(world, source) : fromFile(world, source),
    TE.flatMapEither((text) =>
      pipe(
        parseConfig(text, environment),
        E.mapLeft((cause): CliError => ({ _tag: 'ConfigUnusable', source, cause })),
        E.flatMap(withAsOf(asOf)),
      ),
    ),
  );
