// An ingestion into a fake store, of which a test may change operations.
import type { Loan } from '@credit-risk/loan-features';
import { ingest, type OnlineStore } from '../src/index';
import { fakePatience } from './fake-clock.fixtures';
import { fakeOnlineStore } from './fake-online-store.fixtures';
import { loan, sourceOf } from './loans.fixtures';

export const loans = Array.from({ length: 130 }, (_, index) => loan(index + 1));
export const registered = { clients: 130, written: 130, repaired: 0, unchanged: 0, failed: [], stale: [] };

export const setUp = (changes: (store: OnlineStore) => Partial<OnlineStore> = () => ({})) => {
  const fake = fakeOnlineStore();
  const patience = fakePatience();
  const store = { ...fake, ...changes(fake) };
  const run = (given: readonly Loan[] = loans, concurrency = 4) =>
    ingest(store, { patience, concurrency, mostProblems: 1000 })(sourceOf(given))();
  return { fake, patience, run };
};
