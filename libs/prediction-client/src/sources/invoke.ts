// The model's predictions for some loans, by one invocation of the endpoint.
import { type AwsError, retrying } from '@credit-risk/aws-effects';
import { decode } from '@credit-risk/io-ts-schema';
import { contractVersion, EndpointResponse, endpointRequest, type Loan } from '@credit-risk/loan-features';
import type { Prediction } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { flow, pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import type { PredictionError } from '../prediction-error';
import type { TimeBudget } from '../time-budget';
import { awsFailure } from './aws-failure';
import { toPredictions } from './to-predictions';

/** One call of InvokeEndpoint, JSON to JSON. */
export interface Invocation {
  readonly body: string;
  /** The id of the invocation in data capture. */
  readonly inferenceId: string;
}

/** The response of an endpoint. */
export interface InvocationResponse {
  readonly body: string;
  /** The production variant that responded. */
  readonly variant: string;
}

/** Invokes an endpoint; the call ends with the signal. */
export type InvokeEndpoint = (
  invocation: Invocation,
  signal: AbortSignal,
) => TE.TaskEither<AwsError, InvocationResponse>;

/** An endpoint, and what a prediction needs beside its response. */
export interface ModelSource {
  readonly invoke: InvokeEndpoint;
  readonly newId: () => string;
  readonly now: () => number;
}

interface ScoredVectors {
  readonly response: EndpointResponse;
  readonly variant: string;
}

const failed = (cause: unknown): PredictionError => ({ _tag: 'ModelFailed', cause });

const readBody = (body: string, expected: number): E.Either<PredictionError, EndpointResponse> =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(body), failed),
    E.flatMap((parsed) => pipe(decode(EndpointResponse)(parsed), E.mapLeft(failed))),
    E.filterOrElse(
      (response) => response.predictions.length === expected,
      (response) => failed(`${response.predictions.length} predictions for ${expected} loans`),
    ),
    E.filterOrElse(
      (response) => response.contractVersion === contractVersion,
      (response): PredictionError => ({
        _tag: 'ContractMismatch',
        message: `the model was trained under contract version ${response.contractVersion}, this client has ${contractVersion}`,
      }),
    ),
  );

const scored = (
  { invoke }: ModelSource,
  loans: readonly Loan[],
  reasons: boolean,
  budget: TimeBudget,
  inferenceId: string,
): TE.TaskEither<PredictionError, ScoredVectors> => {
  const vectors = loans.map(({ features }) => features);
  const request = JSON.stringify(endpointRequest(vectors, reasons));
  return pipe(
    invoke({ body: request, inferenceId }, budget.signal),
    retrying(budget.patience()),
    T.map(
      flow(
        E.mapLeft(awsFailure('endpoint', budget)),
        E.flatMap(({ body, variant }) =>
          pipe(
            readBody(body, loans.length),
            E.map((response) => ({ response, variant })),
          ),
        ),
      ),
    ),
  );
};

/**
 * The predictions for some loans, in their order. The first prediction's id is the invocation's inference id, so that
 * data capture names it, too.
 */
export const predictLoans = (
  source: ModelSource,
  loans: readonly Loan[],
  reasons: boolean,
  budget: TimeBudget,
): TE.TaskEither<PredictionError, readonly Prediction[]> => {
  const ids = loans.map(source.newId);
  return pipe(
    scored(source, loans, reasons, budget, ids[0] ?? ''),
    TE.map(({ response, variant }) => toPredictions({ loans, ids, response, variant, at: source.now() })),
  );
};
