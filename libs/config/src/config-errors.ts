// What can be wrong with a configuration, as data and as text.
import { type DecodeError, renderDecodeErrors } from '@credit-risk/io-ts-schema';

/** The text is not JSON; line and column count from 1. */
export interface ConfigNotJson {
  readonly _tag: 'ConfigNotJson';
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** The file is of a version that this release does not read. */
export interface ConfigVersionUnsupported {
  readonly _tag: 'ConfigVersionUnsupported';
  readonly version: number;
  readonly newestSupported: number;
}

/** The requested environment has no entry under `environments`. */
export interface UnknownEnvironment {
  readonly _tag: 'UnknownEnvironment';
  readonly environment: string;
  readonly known: readonly string[];
}

/** Values, keys or rules that the configuration breaks: all of them at once. */
export interface InvalidConfig {
  readonly _tag: 'InvalidConfig';
  readonly errors: readonly DecodeError[];
}

export type ConfigErrors = ConfigNotJson | ConfigVersionUnsupported | UnknownEnvironment | InvalidConfig;

const environmentText = ({ environment, known }: UnknownEnvironment): string =>
  known.length === 0
    ? `Environment ${JSON.stringify(environment)} is unknown: the configuration has no "environments"`
    : `Environment ${JSON.stringify(environment)} is unknown; known are ${known.join(', ')}`;

/**
 * The errors as text for a person: one line each.
 *
 * @example
 * renderConfigErrors({ _tag: 'ConfigNotJson', line: 2, column: 5, reason: 'unexpected "}"' });
 * // 'The configuration is not JSON, line 2, column 5: unexpected "}"'
 */
export const renderConfigErrors = (errors: ConfigErrors): string => {
  switch (errors._tag) {
    case 'ConfigNotJson':
      return `The configuration is not JSON, line ${errors.line}, column ${errors.column}: ${errors.reason}`;
    case 'ConfigVersionUnsupported':
      return `The configuration has version ${errors.version}; this credit-risk reads up to version ${errors.newestSupported}`;
    case 'UnknownEnvironment':
      return environmentText(errors);
    case 'InvalidConfig':
      return renderDecodeErrors(errors.errors);
  }
};
