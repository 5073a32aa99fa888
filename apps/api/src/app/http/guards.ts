// Checks of a request, before any work for it.
import { decode } from '@credit-risk/io-ts-schema';
import { ClientId, contractVersion } from '@credit-risk/loan-features';
import { contractVersionHeader, type Scope } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type Caller, mayDo } from '../../domain/caller';
import type { HttpRequest } from './http-request';
import { faultsOf, malformed, type ApiError } from './problems';

/** The caller, if it has the scope. */
export const withScope =
  (scope: Scope) =>
  (caller: Caller): E.Either<ApiError, Caller> =>
    mayDo(caller, scope)
      ? E.right(caller)
      : E.left({ kind: 'forbidden', detail: `The access token lacks the scope ${scope}.` });

/** Refuses a caller that was made for another contract version, by name. */
export const sameContract = ({ header }: HttpRequest): E.Either<ApiError, void> => {
  const theirs = header(contractVersionHeader.toLowerCase());
  return theirs === null || theirs === contractVersion
    ? E.right(undefined)
    : E.left({
        kind: 'contract-version',
        detail: `The caller was made for contract version ${theirs.slice(0, 40)}, this API has ${contractVersion}.`,
      });
};

/** The client that a path names. */
export const clientIdOf = (text: string): E.Either<ApiError, ClientId> =>
  pipe(
    decode(ClientId)(text),
    E.mapLeft((errors) => malformed(faultsOf(errors, 'clientId'))),
  );
