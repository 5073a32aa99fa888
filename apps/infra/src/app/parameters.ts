// The parameters of the API's template: what the command line says, else the endpoints of the deployer's own environment.
import type { PipelineConfig } from '@credit-risk/config';
import * as E from 'fp-ts/Either';
import { endpointUrls } from '../endpoint-urls';
import { stackNames } from '../names';
import { deployError, type DeployError } from './deploy-error';

type Environment = Readonly<Record<string, string | undefined>>;
type Parameters = Readonly<Record<string, string>>;

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

/** The parameters with their values; an error where a name is none of the template's. */
export const parametersOf = (
  config: PipelineConfig,
  environment: Environment,
  given: Parameters,
): E.Either<DeployError, Parameters> => {
  const unknown = Object.keys(given).find((name) => !known(config).includes(name));
  if (unknown !== undefined)
    return E.left(
      deployError(
        'configuration',
        `--parameters has ${unknown}; expected one of ${known(config).join(', ')}.`,
      ),
    );
  return E.right({ ...ofEnvironment(environment), ...given });
};

/** The parameters as the CDK takes them. */
export const parameterArgs = (config: PipelineConfig, parameters: Parameters): readonly string[] => {
  const { api } = stackNames(config);
  return Object.entries(parameters).flatMap(([name, value]) => ['--parameters', `${api}:${name}=${value}`]);
};
