// What a deployment made: names and addresses, from the outputs of its stacks.
import { decode, object, record, renderDecodeErrors, text } from '@credit-risk/io-ts-schema';
import type { PipelineConfig } from '@credit-risk/config';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { stackNames } from '../names';
import { deployError, type DeployError } from './deploy-error';

/** What a deployment made. */
export interface Deployed {
  /** Where the API answers. */
  readonly url: string;
  readonly functionName: string;
  readonly predictionStream: string;
  readonly predictionBucket: string;
  /** The bucket of runs and the role of the runner, where they were deployed, too. */
  readonly artifactsBucket: string | null;
  readonly runnerRoleArn: string | null;
}

const ApiOutputs = object(
  {
    ApiEndpoint: text(),
    ApiId: text(),
    FunctionName: text(),
    PredictionBucket: text(),
    PredictionStream: text(),
  },
  { open: true },
);

type Environment = Readonly<Record<string, string | undefined>>;

// MiniStack answers for an API below a path of its own address; AWS gives it an address of its own.
const urlOf = ({ AWS_ENDPOINT_URL: cloud = '' }: Environment, endpoint: string, id: string): string =>
  cloud === '' ? endpoint : `${cloud.replace(/\/$/, '')}/_aws/execute-api/${id}`;

/** What the outputs of the stacks say, as the CDK writes them. */
export const deployedOf = (
  config: PipelineConfig,
  environment: Environment,
  outputs: unknown,
): E.Either<DeployError, Deployed> => {
  const { data, api } = stackNames(config);
  return pipe(
    decode(record(text(), record(text(), text())))(outputs),
    E.bindTo('stacks'),
    E.bind('apiOutputs', ({ stacks }) => decode(ApiOutputs)(stacks[api] ?? {})),
    E.bimap(
      (errors) =>
        deployError('permanent', `The stacks have not the outputs expected:\n${renderDecodeErrors(errors)}`),
      ({ apiOutputs, stacks }) => ({
        url: urlOf(environment, apiOutputs.ApiEndpoint, apiOutputs.ApiId),
        functionName: apiOutputs.FunctionName,
        predictionStream: apiOutputs.PredictionStream,
        predictionBucket: apiOutputs.PredictionBucket,
        artifactsBucket: stacks[data]?.['ArtifactsBucket'] ?? null,
        runnerRoleArn: stacks[data]?.['RunnerRoleArn'] ?? null,
      }),
    ),
  );
};
