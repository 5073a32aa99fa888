// Clients that are in the store but not in the source: an ingestion does not update their records.
import { type AwsError, paginate, retrying } from '@credit-risk/aws-effects';
import type { ClientId } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { LoanSource } from './ingest';
import type { OnlineStore } from '../online-store/online-store';
import type { SourceError } from '../feature-files/source-error';
import type { StorePatience } from '../online-store/until-processed';

/** Clients without loans. The list names clients: write it to a report, never to a log. */
export interface ClientsWithoutLoans {
  readonly count: number;
  /** At most `mostNamed` of them. */
  readonly clientIds: readonly ClientId[];
}

/** The registered source, and how many clients to name. */
export interface ComparedSource {
  /** How many clients the source has; all of them are registered. */
  readonly clients: number;
  /** The source again; called only if the store has more clients. */
  readonly loans: () => LoanSource;
  readonly mostNamed: number;
}

const none: ClientsWithoutLoans = { count: 0, clientIds: [] };

const listed = (store: OnlineStore, patience: StorePatience) =>
  paginate((token) => pipe(store.list(token), retrying(patience)));

const countListed = async (
  store: OnlineStore,
  patience: StorePatience,
): Promise<E.Either<AwsError, number>> => {
  let count = 0;
  for await (const clientId of listed(store, patience)) {
    if (E.isLeft(clientId)) return clientId;
    count += 1;
  }
  return E.right(count);
};

const idsOf = async (loans: LoanSource): Promise<E.Either<SourceError, ReadonlySet<ClientId>>> => {
  const ids = new Set<ClientId>();
  for await (const loan of loans) {
    if (E.isLeft(loan)) return loan;
    ids.add(loan.right.clientId);
  }
  return E.right(ids);
};

const namedBeside = async (
  store: OnlineStore,
  patience: StorePatience,
  known: ReadonlySet<ClientId>,
  mostNamed: number,
): Promise<E.Either<AwsError, ClientsWithoutLoans>> => {
  const clientIds: ClientId[] = [];
  let count = 0;
  for await (const clientId of listed(store, patience)) {
    if (E.isLeft(clientId)) return clientId;
    if (known.has(clientId.right)) continue;
    count += 1;
    if (clientIds.length < mostNamed) clientIds.push(clientId.right);
  }
  return E.right({ count, clientIds });
};

/**
 * Compares the store with a source that was ingested. Counts the store's clients page by page; only if they are more
 * than the source's is the source read again, with its clients held in memory.
 *
 * @example
 * clientsWithoutLoans(store, patience)({ clients: 36457, loans: () => newestLoans(files), mostNamed: 1000 });
 * // right({ count: 1, clientIds: ['5008804'] })
 */
export const clientsWithoutLoans =
  (store: OnlineStore, patience: StorePatience) =>
  ({
    clients,
    loans,
    mostNamed,
  }: ComparedSource): TE.TaskEither<AwsError | SourceError, ClientsWithoutLoans> =>
    pipe(
      () => countListed(store, patience),
      TE.flatMap((count) =>
        count <= clients
          ? TE.right(none)
          : pipe(
              () => idsOf(loans()),
              TE.flatMap((known) => () => namedBeside(store, patience, known, mostNamed)),
            ),
      ),
    );
