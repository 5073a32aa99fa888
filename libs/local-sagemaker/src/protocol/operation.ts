import type * as TE from 'fp-ts/TaskEither';
import type { OperationName } from '../service-model/shapes';
import type { ApiError } from './api-errors';

/** An operation as the protocol sees it: a name, and what responds to a request that is not validated yet. */
export interface Operation {
  readonly name: OperationName;
  readonly run: (request: unknown) => TE.TaskEither<ApiError, unknown>;
}
