export type { BatchOptions, CallOptions, PredictionClient } from './prediction-client';
export {
  type Cancelled,
  type ContractMismatch,
  type Dependency,
  type Failed,
  type InvalidRequest,
  isRetryable,
  type ModelFailed,
  type NotAuthorized,
  type NotReady,
  type PredictionError,
  renderPredictionError,
  type Throttled,
  type TooSlow,
  type UnknownClient,
} from './prediction-error';
export { PredictionClientError, type PromisePredictionClient, withPromises } from './promises';
