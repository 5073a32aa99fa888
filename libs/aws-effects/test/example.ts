import { DescribeEndpointCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { backoff, isRetryable, pollUntil, send, systemClock } from '../src/index';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';

export const inService = (client: SageMakerClient, name: string, signal: AbortSignal) =>
  pollUntil({
    waitingFor: `endpoint ${name} to be in service`,
    observe: pipe(
      send(client, new DescribeEndpointCommand({ EndpointName: name }), { signal }),
      TE.map(({ EndpointStatus }) => EndpointStatus),
    ),
    isDone: (status) => status === 'InService' || status === 'Failed',
    isRetryable,
    policy: backoff({ first: 500, longest: 30_000 }),
    random: Math.random,
    clock: systemClock,
    giveUpAfter: 30 * 60_000,
    surviveErrorsFor: 2 * 60_000,
    signal,
  });
