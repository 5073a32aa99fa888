// What a failed call of AWS means to the caller of a prediction.
import { type AwsError, renderAwsError } from '@credit-risk/aws-effects';
import { at, isObject } from '@credit-risk/io-ts-schema';
import type { Dependency, PredictionError } from '../prediction-error';
import type { TimeBudget } from '../time-budget';

const notReady = (dependency: Dependency, cause: AwsError): PredictionError => ({
  _tag: 'NotReady',
  dependency,
  retryAfterSeconds: 1,
  cause,
});

// The container of the model reports a refusal as JSON: {"error": {"code", "field", "value", "expected"}}.
const refusalOf = (error: AwsError): unknown => {
  const text = isObject(error.cause) ? error.cause['OriginalMessage'] : undefined;
  try {
    return typeof text === 'string' ? at(JSON.parse(text), ['error', 'code']) : undefined;
  } catch {
    return undefined;
  }
};

const modelFailure = (error: AwsError): PredictionError =>
  refusalOf(error) === 'contract-version-mismatch'
    ? { _tag: 'ContractMismatch', message: 'the model was trained under another contract version' }
    : { _tag: 'ModelFailed', cause: error };

/** The tagged error of a failed call; `budget` knows an end of the time from other cancellations. */
export const awsFailure =
  (dependency: Dependency, budget: TimeBudget) =>
  (error: AwsError): PredictionError => {
    switch (error._tag) {
      case 'Throttled':
        return error.code === 'ModelNotReadyException'
          ? notReady(dependency, error)
          : { _tag: 'Throttled', retryAfterSeconds: 1 };
      case 'NotFound':
      case 'Unavailable':
        return notReady(dependency, error);
      case 'Cancelled':
        return budget.ended();
      default:
        return error.code === 'ModelError'
          ? modelFailure(error)
          : { _tag: 'Failed', message: renderAwsError(error), cause: error };
    }
  };
