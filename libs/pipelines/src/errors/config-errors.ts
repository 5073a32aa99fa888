// What can be wrong with a configuration and with the data set that it names.
import { type ConfigErrors, renderConfigErrors } from '@credit-risk/config';
import type { ErrorTable } from './error-table';

/** The configuration cannot be read. */
export interface ConfigUnusable {
  readonly _tag: 'ConfigUnusable';
  /** The file or URI that it came from. */
  readonly source: string;
  readonly cause: ConfigErrors;
}

/** The run has another configuration already. */
export interface ConfigDiffers {
  readonly _tag: 'ConfigDiffers';
  readonly runId: string;
  readonly uri: string;
  readonly recorded: string;
  readonly asked: string;
}

/** The run does not exist: its configuration was never written. */
export interface RunUnknown {
  readonly _tag: 'RunUnknown';
  readonly runId: string;
  readonly uri: string;
}

/** The data set is not where the configuration says. */
export interface DatasetMissing {
  readonly _tag: 'DatasetMissing';
  readonly uri: string;
  /** What was found instead. */
  readonly found: string;
}

/** The URI of the data set is ambiguous: an object has it, and the URIs of others start with it. */
export interface DatasetAmbiguous {
  readonly _tag: 'DatasetAmbiguous';
  readonly uri: string;
  /** The others. */
  readonly others: readonly string[];
}

export type ConfigError = ConfigUnusable | ConfigDiffers | RunUnknown | DatasetMissing | DatasetAmbiguous;

const mostNamed = 3;

const severalOf = (names: readonly string[]): string =>
  names.slice(0, mostNamed).join(', ') +
  (names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '');

export const configErrors: ErrorTable<ConfigError> = {
  ConfigUnusable: {
    severity: 'configuration',
    message: ({ source, cause }) => `${source}:\n${renderConfigErrors(cause)}`,
    remedy: 'Correct the configuration; `credit-risk validate --config FILE` checks it.',
  },
  ConfigDiffers: {
    severity: 'configuration',
    message: ({ runId, uri, recorded, asked }) =>
      `run ${runId} started with another configuration: ${uri} has digest ${recorded}, this one has ${asked}`,
    remedy: 'Use the configuration that the run started with, or start a new run with another --run-id.',
  },
  RunUnknown: {
    severity: 'configuration',
    message: ({ runId, uri }) => `run ${runId} does not exist: ${uri} was not found`,
    remedy:
      'Check --run-id and --artifacts, or start the run with `credit-risk submit get-config --config FILE`.',
  },
  DatasetMissing: {
    severity: 'permanent',
    message: ({ uri, found }) => `the data set ${uri} was not found: ${found}`,
    remedy: 'Upload the loans, or correct $.dataset.uri.',
  },
  DatasetAmbiguous: {
    severity: 'permanent',
    message: ({ uri, others }) =>
      `the data set URI ${uri} names an object and is also a prefix of others: ${severalOf(others)}; the job would read all of them`,
    remedy: 'Move those others elsewhere, or name a folder in $.dataset.uri, with a slash at its end.',
  },
};
