// The parameters of the API's template: the values given, else the endpoints of the caller's environment.
import type { PipelineConfig } from '@credit-risk/config';
import * as E from 'fp-ts/Either';
import { endpointUrls } from './endpoint-urls';
import type { AppProblem } from './problem';

type Environment = Readonly<Record<string, string | undefined>>;

/** Values of parameters, by name. */
export type Parameters = Readonly<Record<string, string>>;

const known = ({ api }: PipelineConfig): readonly string[] => [
  ...(api.authorization.kind === 'jwt' ? ['JwtIssuer'] : []),
  ...Object.keys(endpointUrls),
];

const ofEnvironment = (environment: Environment): Parameters =>
  Object.fromEntries(
    Object.entries(endpointUrls).flatMap(([name, variable]) => {
      const url = environment[variable] ?? '';
      return url === '' ? [] : [[name, url] as const];
    }),
  );

/** The parameters with their values; an error for a name that the template does not have. */
export const parametersOf = (
  config: PipelineConfig,
  environment: Environment,
  given: Parameters,
): E.Either<AppProblem, Parameters> => {
  const unknown = Object.keys(given).find((name) => !known(config).includes(name));
  return unknown === undefined
    ? E.right({ ...ofEnvironment(environment), ...given })
    : E.left({
        severity: 'configuration',
        message: `--parameters has ${unknown}; expected one of ${known(config).join(', ')}.`,
      });
};
