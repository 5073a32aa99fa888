// From the text of a configuration file to the configuration of one environment.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type { ConfigErrors, ConfigNotJson } from './config-errors';
import { decodeConfig } from './decode-config';
import { jsonFault } from './json-text';
import type { PipelineConfig } from './pipeline-config';

const byteOrderMark = '\uFEFF';

const notJson = (text: string): ConfigNotJson => {
  const fault = jsonFault(text);
  const offset = fault?.offset ?? 0;
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  const found =
    offset >= text.length ? 'the text ends' : `found ${JSON.stringify(text.slice(offset, offset + 1))}`;
  return {
    _tag: 'ConfigNotJson',
    line: before.length,
    column: (before[before.length - 1] ?? '').length + 1,
    reason: `expected ${fault?.expected ?? 'JSON'}, ${found}`,
  };
};

const parsed = (text: string): E.Either<ConfigNotJson, unknown> =>
  E.tryCatch(
    (): unknown => JSON.parse(text),
    () => notJson(text),
  );

/**
 * Decodes the text of a configuration file for one environment.
 *
 * @param environment - whose overlay to use; by default the one that the file's `environment` names
 * @example
 * parseConfig('{ "version": 1, }'); // left({ _tag: 'ConfigNotJson', line: 1, column: 17, … })
 */
export const parseConfig = (text: string, environment?: string): E.Either<ConfigErrors, PipelineConfig> =>
  pipe(
    parsed(text.startsWith(byteOrderMark) ? text.slice(1) : text),
    E.flatMap((json): E.Either<ConfigErrors, PipelineConfig> => decodeConfig(json, environment)),
  );
