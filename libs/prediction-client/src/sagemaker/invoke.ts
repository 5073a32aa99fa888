// The model's answer for some loans, by one invocation of the endpoint.
import { InvokeEndpointCommand, type SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { retrying, send } from '@credit-risk/aws-effects';
import { decode } from '@credit-risk/io-ts-schema';
import { contractVersion, EndpointAnswer, endpointRequest, type Loan } from '@credit-risk/loan-features';
import type { Prediction } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { PredictionError } from '../prediction-error';
import type { TimeBudget } from '../time-budget';
import { awsFailure } from './aws-failure';
import { toPredictions } from './to-predictions';

/** An endpoint, and what a prediction needs beside its answer. */
export interface ModelSource {
  readonly runtime: SageMakerRuntimeClient;
  readonly endpointName: string;
  readonly newId: () => string;
  readonly now: () => number;
}

interface Answered {
  readonly answer: EndpointAnswer;
  readonly variant: string;
}

const json = 'application/json';

const failed = (cause: unknown): PredictionError => ({ _tag: 'ModelFailed', cause });

const readBody = (
  body: Uint8Array | undefined,
  expected: number,
): E.Either<PredictionError, EndpointAnswer> =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(new TextDecoder().decode(body)), failed),
    E.flatMap((parsed) => pipe(decode(EndpointAnswer)(parsed), E.mapLeft(failed))),
    E.filterOrElse(
      (answer) => answer.predictions.length === expected,
      (answer) => failed(`${answer.predictions.length} predictions for ${expected} loans`),
    ),
    E.filterOrElse(
      (answer) => answer.contractVersion === contractVersion,
      (answer): PredictionError => ({
        _tag: 'ContractMismatch',
        message: `the model was trained under contract version ${answer.contractVersion}, this client has ${contractVersion}`,
      }),
    ),
  );

const invoke = (
  { runtime, endpointName }: ModelSource,
  loans: readonly Loan[],
  reasons: boolean,
  budget: TimeBudget,
  inferenceId: string,
): TE.TaskEither<PredictionError, Answered> =>
  pipe(
    send(
      runtime,
      new InvokeEndpointCommand({
        EndpointName: endpointName,
        ContentType: json,
        Accept: json,
        InferenceId: inferenceId,
        Body: JSON.stringify(
          endpointRequest(
            loans.map(({ features }) => features),
            reasons,
          ),
        ),
      }),
      { signal: budget.signal },
    ),
    retrying(budget.patience()),
    TE.mapLeft(awsFailure('endpoint', budget)),
    TE.flatMapEither(({ Body, InvokedProductionVariant }) =>
      pipe(
        readBody(Body, loans.length),
        E.map((answer) => ({ answer, variant: InvokedProductionVariant ?? '' })),
      ),
    ),
  );

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
    invoke(source, loans, reasons, budget, ids[0] ?? ''),
    TE.map(({ answer, variant }) => toPredictions({ loans, ids, answer, variant, at: source.now() })),
  );
};
