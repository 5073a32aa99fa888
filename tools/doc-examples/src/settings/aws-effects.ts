// What the examples of aws-effects name. What is only declared wants AWS: examples with it are compiled, and not run.
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type AwsError, backoff, type FetchPage, type Patience, systemClock } from '@credit-risk/aws-effects';
import * as TE from 'fp-ts/TaskEither';

export { DescribeModelCommand, type DescribeModelCommandOutput } from '@aws-sdk/client-sagemaker';
export * as E from 'fp-ts/Either';
export { pipe } from 'fp-ts/function';
export type { TaskEither } from 'fp-ts/TaskEither';
export { defaultRetryStatus } from 'retry-ts';

export interface Model {
  readonly name: string;
}

export const rejected: AwsError = {
  _tag: 'Rejected',
  operation: 'CreateModel',
  code: 'ValidationException',
  message: 'the name is too long',
  requestId: '1f2e',
  cause: null,
};

export const gaveUp = {
  _tag: 'GaveUp',
  waitingFor: 'endpoint champion to be in service',
  waited: 60_000,
  last: null,
} as const;

/** Two pages. */
export const fetchModels: FetchPage<AwsError, Model> = (token) =>
  TE.right(
    token === undefined
      ? { items: [{ name: 'a' }, { name: 'b' }], nextToken: '2' }
      : { items: [{ name: 'c' }], nextToken: undefined },
  );

export const random = Math.random;

export const patience: Patience = {
  policy: backoff({ first: 500, longest: 30_000 }),
  random,
  clock: systemClock,
  surviveErrorsFor: 120_000,
};

export const observe: TE.TaskEither<AwsError, string | null> = TE.right(null);

export const removeFolder: TE.TaskEither<{ readonly _tag: 'LeftOver' }, void> = TE.right(undefined);

export declare const client: SageMakerClient;

export const signal: AbortSignal = new AbortController().signal;

export const thrown: unknown = Object.assign(new Error('Rate exceeded'), {
  name: 'ThrottlingException',
  $metadata: { httpStatusCode: 400 },
});
