// Registering a source of loans, chunk by chunk, several at a time.
import type { AwsError } from '@credit-risk/aws-effects';
import type { Loan } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { adaptiveLimit, type AdaptiveLimit, afterSuccess, afterThrottling, allowed } from './adaptive-limit';
import type { IngestError, IngestProgress, IngestReport } from './ingest-report';
import { largestRead, type OnlineStore } from '../online-store/online-store';
import { type ChunkOutcome, registerChunk } from './register-chunk';
import type { SourceError } from '../feature-files/source-error';
import type { StorePatience } from '../online-store/until-processed';

/** How to ingest. */
export interface IngestOptions {
  readonly patience: Omit<StorePatience, 'onThrottled'>;
  /** Maximum number of calls in flight; halved while the service throttles. */
  readonly concurrency: number;
  /** Stops if more records than this cannot be registered, so that the report stays bounded. */
  readonly mostProblems: number;
  readonly onProgress?: (progress: IngestProgress) => void;
}

/** Loans one by one, one per client. */
export type LoanSource = AsyncIterable<E.Either<SourceError, Loan>>;

interface Run {
  limit: AdaptiveLimit;
  error: AwsError | SourceError | null;
  report: IngestReport;
}

const none: IngestReport = { clients: 0, written: 0, repaired: 0, unchanged: 0, failed: [], stale: [] };

const add = (report: IngestReport, clients: number, outcome: ChunkOutcome): IngestReport => ({
  clients: report.clients + clients,
  written: report.written + outcome.written,
  repaired: report.repaired + outcome.repaired,
  unchanged: report.unchanged + outcome.unchanged,
  failed: [...report.failed, ...outcome.failed],
  stale: [...report.stale, ...outcome.stale],
});

const cancelled = (signal: AbortSignal): AwsError => ({
  _tag: 'Cancelled',
  operation: 'Ingest',
  code: 'AbortError',
  message: 'the signal was aborted',
  requestId: null,
  cause: signal.reason,
});

const problems = ({ failed, stale }: IngestReport): number => failed.length + stale.length;

async function* chunks(source: LoanSource): AsyncGenerator<E.Either<SourceError, readonly Loan[]>, void> {
  let chunk: Loan[] = [];
  for await (const loan of source) {
    if (E.isLeft(loan)) {
      yield loan;
      return;
    }
    chunk.push(loan.right);
    if (chunk.length === largestRead) {
      yield E.right(chunk);
      chunk = [];
    }
  }
  if (chunk.length > 0) yield E.right(chunk);
}

const register = async (run: Run, store: OnlineStore, options: IngestOptions, loans: readonly Loan[]) => {
  let isThrottled = false;
  const onThrottled = (): void => {
    isThrottled = true;
    run.limit = afterThrottling(run.limit);
  };
  const outcome = await registerChunk(store, { ...options.patience, onThrottled })(loans)();
  if (!isThrottled) run.limit = afterSuccess(run.limit);
  if (E.isLeft(outcome)) {
    run.error ??= outcome.left;
    return;
  }
  run.report = add(run.report, loans.length, outcome.right);
  options.onProgress?.(run.report);
};

/**
 * Registers the loans: each is read back and compared bit for bit. It may be repeated at any time: stored records are
 * left alone. A left of `RecordsNotRegistered` names the clients whose records differ from the source.
 *
 * @example
 * ingest(store, { patience, concurrency: 16, mostProblems: 1000 })(newestLoans(files))();
 * // right({ clients: 36457, written: 36457, repaired: 0, unchanged: 0, failed: [], stale: [] })
 */
export const ingest =
  (store: OnlineStore, options: IngestOptions) =>
  (source: LoanSource): TE.TaskEither<IngestError, IngestReport> =>
  async () => {
    const run: Run = { limit: adaptiveLimit(options.concurrency), error: null, report: none };
    const { signal } = options.patience;
    const inFlight = new Set<Promise<void>>();
    for await (const chunk of chunks(source)) {
      if (E.isLeft(chunk)) {
        run.error ??= chunk.left;
        break;
      }
      while (inFlight.size >= allowed(run.limit)) await Promise.race(inFlight);
      const isOver = run.error !== null || problems(run.report) > options.mostProblems;
      if (isOver || signal?.aborted === true) break;
      const job: Promise<void> = register(run, store, options, chunk.right).finally(() =>
        inFlight.delete(job),
      );
      inFlight.add(job);
    }
    await Promise.all(inFlight);
    if (signal?.aborted === true) run.error ??= cancelled(signal);
    if (run.error !== null) return E.left(run.error);
    return problems(run.report) === 0
      ? E.right(run.report)
      : E.left({ _tag: 'RecordsNotRegistered', report: run.report });
  };
