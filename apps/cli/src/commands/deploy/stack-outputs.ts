// What a deployment made: names and addresses, from the outputs of its stacks.
import { decode, object, record, renderDecodeErrors, text } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type CliError, commandFailed } from '../../world/cli-error';

/** What a deployment made. */
export interface Deployed {
  /** Address of the API. */
  readonly url: string;
  readonly functionName: string;
  readonly predictionStream: string;
  readonly predictionBucket: string;
  /** The bucket of runs and the role of the runner, if they were deployed, too. */
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

// MiniStack serves an API below a path of MiniStack's address; AWS gives it a separate address.
const urlOf = ({ AWS_ENDPOINT_URL: cloud = '' }: Environment, endpoint: string, id: string): string =>
  cloud === '' ? endpoint : `${cloud.replace(/\/$/, '')}/_aws/execute-api/${id}`;

/** Decodes the outputs of the stacks, as the CDK writes them. */
export const deployedOf = (
  { data, api }: { readonly data: string; readonly api: string },
  environment: Environment,
  outputs: unknown,
): E.Either<CliError, Deployed> =>
  pipe(
    decode(record(text(), record(text(), text())))(outputs),
    E.bindTo('stacks'),
    E.bind('apiOutputs', ({ stacks }) => decode(ApiOutputs)(stacks[api] ?? {})),
    E.bimap(
      (errors) =>
        commandFailed('permanent', `The stack outputs are not as expected:\n${renderDecodeErrors(errors)}`),
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
