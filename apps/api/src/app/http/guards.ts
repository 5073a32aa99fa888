// What is checked of a request before anything is done for it.
import { decode } from '@credit-risk/io-ts-schema';
import { ClientId, contractVersion } from '@credit-risk/loan-features';
import { contractVersionHeader, type Scope } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type Caller, mayDo } from '../../caller';
import type { HttpRequest } from './http-request';
import { faultsOf, malformed, type Trouble } from './problems';

/** The caller, if it may do this. */
export const withScope =
  (scope: Scope) =>
  (caller: Caller): E.Either<Trouble, Caller> =>
    mayDo(caller, scope)
      ? E.right(caller)
      : E.left({ kind: 'forbidden', detail: `Who asks does not have the scope ${scope}.` });

/** Refuses a caller that was made for another contract version, by name. */
export const sameContract = ({ header }: HttpRequest): E.Either<Trouble, void> => {
  const theirs = header(contractVersionHeader.toLowerCase());
  return theirs === null || theirs === contractVersion
    ? E.right(undefined)
    : E.left({
        kind: 'contract-version',
        detail: `You were made for contract version ${theirs.slice(0, 40)}, this API has ${contractVersion}.`,
      });
};

/** The client that a path names. */
export const clientIdOf = (text: string): E.Either<Trouble, ClientId> =>
  pipe(
    decode(ClientId)(text),
    E.mapLeft((errors) => malformed(faultsOf(errors, 'clientId'))),
  );
