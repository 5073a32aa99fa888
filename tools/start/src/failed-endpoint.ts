// An endpoint in the state folder whose model does not fit today's image, such as one of another feature contract: it fails
// when the cloud brings it back, and a failed endpoint cannot be updated. It makes way for that of the next run.
import { DeleteEndpointCommand, DescribeEndpointCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  type AwsError,
  backoff,
  isRetryable,
  pollUntil,
  renderAwsError,
  renderPollError,
  send,
  systemClock,
} from '@credit-risk/aws-effects';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { startError, type StartError } from './start-error';

/** One endpoint of the local cloud. */
export interface Endpoint {
  readonly name: string;
  /** Null if there is no such endpoint. */
  readonly status: TE.TaskEither<AwsError, string | null>;
  readonly remove: TE.TaskEither<AwsError, unknown>;
}

/** An endpoint of the cloud that the variables point at. */
export const endpointOf = (environment: Readonly<Record<string, string>>, name: string): Endpoint => {
  const client = new SageMakerClient({
    region: environment['AWS_REGION'] ?? '',
    endpoint: environment['AWS_ENDPOINT_URL_SAGEMAKER'] ?? '',
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
  return {
    name,
    status: pipe(
      send(client, new DescribeEndpointCommand({ EndpointName: name })),
      TE.map(({ EndpointStatus }): string | null => EndpointStatus ?? null),
      TE.orElse((error): TE.TaskEither<AwsError, string | null> =>
        error._tag === 'NotFound' ? TE.right(null) : TE.left(error),
      ),
    ),
    remove: send(client, new DeleteEndpointCommand({ EndpointName: name })),
  };
};

const longestWait = 120_000;

const waitUntil = (
  endpoint: Endpoint,
  waitingFor: string,
  isDone: (status: string | null) => boolean,
  signal: AbortSignal,
): TE.TaskEither<StartError, string | null> =>
  pipe(
    pollUntil<AwsError, string | null>({
      waitingFor,
      observe: endpoint.status,
      isDone,
      isRetryable,
      clock: systemClock,
      policy: backoff({ first: 50, longest: 500 }),
      random: Math.random,
      surviveErrorsFor: 10_000,
      giveUpAfter: longestWait,
      signal,
    }),
    TE.mapLeft((error) => startError(renderPollError(renderAwsError)(error))),
  );

/** Waits until the cloud has brought the endpoint back; if that failed, deletes it, and waits until it is gone. */
export const removeIfFailed = (
  endpoint: Endpoint,
  signal: AbortSignal,
): TE.TaskEither<StartError, 'removed' | 'kept'> =>
  pipe(
    waitUntil(
      endpoint,
      `endpoint ${endpoint.name} to be back`,
      (status) => status !== 'SystemUpdating',
      signal,
    ),
    TE.flatMap((status): TE.TaskEither<StartError, 'removed' | 'kept'> =>
      status === 'Failed'
        ? pipe(
            endpoint.remove,
            TE.mapLeft((error) => startError(renderAwsError(error))),
            TE.flatMap(() =>
              waitUntil(endpoint, `endpoint ${endpoint.name} to be deleted`, (left) => left === null, signal),
            ),
            TE.map(() => 'removed' as const),
          )
        : TE.right('kept'),
    ),
  );
