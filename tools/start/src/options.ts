// The options of `npm start` and `npm run cloud`, checked before anything is started.
import { join, parse } from 'node:path';
import { RunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { type DataSource, dataSetName } from './data-source';
import { exitCodes, startError, type StartError } from './start-error';
import { root } from './workspace';

/** What the command line gives, as commander leaves it. */
export interface RawOptions {
  readonly rows: string;
  readonly seed: string;
  readonly port: string;
  readonly s3Port: string;
  readonly state?: string;
  readonly data?: string;
  readonly config?: string;
  readonly images?: string;
  readonly runId?: string;
  readonly once?: boolean;
  readonly api?: boolean;
}

export interface Options {
  readonly data: DataSource;
  readonly port: number;
  readonly s3Port: number;
  readonly state: string;
  readonly config: string | undefined;
  readonly images: string | undefined;
  /** The run to resume; undefined for a new one. */
  readonly runId: RunId | undefined;
  readonly once: boolean;
  /** Whether to deploy the scoring API. */
  readonly api: boolean;
}

// A cloud for each data set: what the Feature Store knows of one would be stale in another.
const stateOf = (data: DataSource): string => join(root, '.local-cloud', parse(dataSetName(data)).name);

const wholeNumber = (
  option: string,
  text: string,
  minimum: number,
  maximum: number,
): E.Either<StartError, number> =>
  /^\d{1,10}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum
    ? E.right(Number(text))
    : E.left(
        startError(
          `${option} is ${JSON.stringify(text)}: expected a whole number from ${minimum} to ${maximum}.`,
          exitCodes.configuration,
        ),
      );

const runIdOf = (text: string | undefined): E.Either<StartError, RunId | undefined> =>
  text === undefined || RunId.is(text)
    ? E.right(text)
    : E.left(
        startError(
          `--run-id is ${JSON.stringify(text)}: expected words of lower-case letters and digits joined by hyphens, at most 24 characters.`,
          exitCodes.configuration,
        ),
      );

/**
 * Checks the options, the first fault first.
 *
 * @example
 * decodeOptions({ rows: '1000', seed: '1', port: '0', s3Port: '0' })
 */
export const decodeOptions = (raw: RawOptions): E.Either<StartError, Options> => {
  const rows = wholeNumber('--rows', raw.rows, 1, 1_000_000_000);
  const seed = wholeNumber('--seed', raw.seed, 0, 4_294_967_295);
  const port = wholeNumber('--port', raw.port, 0, 65_535);
  const s3Port = wholeNumber('--s3-port', raw.s3Port, 0, 65_535);
  const runId = runIdOf(raw.runId);
  if (E.isLeft(rows)) return rows;
  if (E.isLeft(seed)) return seed;
  if (E.isLeft(port)) return port;
  if (E.isLeft(s3Port)) return s3Port;
  if (E.isLeft(runId)) return runId;
  const data: DataSource =
    raw.data === undefined
      ? { _tag: 'Generated', rows: rows.right, seed: seed.right }
      : { _tag: 'File', path: raw.data };
  return E.right({
    data,
    port: port.right,
    s3Port: s3Port.right,
    state: raw.state ?? stateOf(data),
    config: raw.config,
    images: raw.images,
    runId: runId.right,
    once: raw.once ?? false,
    api: raw.api ?? true,
  });
};
