// What the app is started with: a decoded configuration, a folder for the templates, values of parameters.
import { parseConfig, type PipelineConfig, renderConfigErrors } from '@credit-risk/config';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Parameters } from './parameters';
import type { AppProblem } from './problem';

/** The arguments, decoded. */
export interface AppArguments {
  readonly config: PipelineConfig;
  /** Folder of the templates. */
  readonly output: string;
  readonly parameters: Parameters;
}

const wrong = (message: string): E.Either<AppProblem, never> =>
  E.left({ severity: 'configuration', message });

const decodeParameters = (texts: readonly string[]): E.Either<AppProblem, Parameters> => {
  const pairs = texts.map((text) => ({ text, found: /^(\w+)=(.*)$/s.exec(text) }));
  const bad = pairs.find(({ found }) => found === null);
  if (bad !== undefined) return wrong(`--parameters is ${JSON.stringify(bad.text)}; expected NAME=VALUE.`);
  return E.right(Object.fromEntries(pairs.map(({ found }) => [found?.[1] ?? '', found?.[2] ?? ''])));
};

const readConfig = (file: string): E.Either<AppProblem, PipelineConfig> =>
  pipe(
    E.tryCatch(
      () => readFileSync(file, 'utf8'),
      (): AppProblem => ({
        severity: 'configuration',
        message: `--config is ${JSON.stringify(file)}; expected a file that can be read.`,
      }),
    ),
    E.flatMap((text) =>
      pipe(
        parseConfig(text),
        E.mapLeft((errors): AppProblem => ({
          severity: 'configuration',
          message: `${file} is not a valid configuration:\n${renderConfigErrors(errors)}`,
        })),
      ),
    ),
  );

/**
 * Reads the arguments `--config FILE --output FOLDER [--parameters NAME=VALUE]...`.
 *
 * @example
 * appArguments(['--config', 'config.json', '--output', 'templates']);
 */
export const appArguments = (args: readonly string[]): E.Either<AppProblem, AppArguments> => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { config: text, output: text, parameters: { ...text, multiple: true } },
  });
  const { config: file, output, parameters = [] } = values;
  if (file === undefined || output === undefined) return wrong('--config and --output are required.');
  return pipe(
    E.Do,
    E.bind('config', () => readConfig(file)),
    E.bind('parameters', () => decodeParameters(parameters)),
    E.let('output', () => output),
  );
};
