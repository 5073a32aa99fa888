import * as E from 'fp-ts/Either';
import type { ApiError } from '../protocol/api-errors';

/** A record that must be there, or the error for one that is not. */
export const required = <A>(found: A | undefined, error: ApiError): E.Either<ApiError, A> =>
  found === undefined ? E.left(error) : E.right(found);
