// An endpoint in the middle of a change takes no other one.
import * as E from 'fp-ts/Either';
import { validationException, type ApiError } from '../protocol/api-errors';
import type { EndpointRecord } from '../store/records';

/** The endpoint, unless a change is under way; deletions are refused in the same words. [D] */
export const whenSettled = (record: EndpointRecord): E.Either<ApiError, EndpointRecord> =>
  record.description.EndpointStatus === 'InService' || record.description.EndpointStatus === 'Failed'
    ? E.right(record)
    : E.left(validationException(`Cannot update in-progress endpoint "${record.arn}".`));
