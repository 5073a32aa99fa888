// The prediction log by way of Amazon Data Firehose, which writes it to S3.
import { backoff, type Clock, type Random, retryingWhile } from '@credit-risk/aws-effects';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import type * as TE from 'fp-ts/TaskEither';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LogEntry, PredictionLog } from '../../domain/prediction-log';
import type { PutLines } from '../aws/put-record-batch';

/** The stream, and how long to try. */
export interface FirehoseLogSettings {
  readonly put: PutLines;
  readonly clock: Clock;
  readonly random: Random;
  /** How long one delivery is tried again. */
  readonly patienceMilliseconds: number;
  /** The most entries that may wait: beyond it the log takes none. */
  readonly mostPending: number;
  /** Called after a failed delivery, with the number of entries that wait for the next one. */
  readonly onUndelivered: (pending: number) => void;
}

// Firehose takes no more in one call.
const mostRecords = 500;

interface Undelivered {
  readonly lines: readonly string[];
}

const lineOf = (entry: LogEntry): string => `${JSON.stringify(entry)}\n`;

const putAll = (put: PutLines, lines: readonly string[]): TE.TaskEither<Undelivered, void> =>
  pipe(
    put(lines),
    T.map(
      E.match(
        () => E.left({ lines }),
        (left) => (left.length === 0 ? E.right(undefined) : E.left({ lines: left })),
      ),
    ),
  );

// Records that the service did not take are sent again, and no others.
const deliver = (
  settings: FirehoseLogSettings,
  lines: readonly string[],
): TE.TaskEither<Undelivered, void> => {
  const { put, clock, random, patienceMilliseconds } = settings;
  let left = lines;
  const attempt: TE.TaskEither<Undelivered, void> = async () => {
    const done = await putAll(put, left)();
    if (E.isLeft(done)) left = done.left.lines;
    return done;
  };
  const policy = backoff({ first: 50, longest: 1000 });
  return pipe(
    attempt,
    retryingWhile<Undelivered>(
      { clock, random, policy, surviveErrorsFor: patienceMilliseconds },
      { mayPass: () => true },
    ),
  );
};

/**
 * A log whose entries are delivered in the background, one call at a time: while it runs, others gather. A delivery begins in
 * a separate turn of the event loop, so that its response goes out first.
 */
export const firehosePredictionLog = (settings: FirehoseLogSettings): PredictionLog => {
  let waiting: readonly string[] = [];
  let inFlight = 0;
  let delivery: Promise<void> | null = null;

  const pending = (): number => waiting.length + inFlight;
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostRecords);
      waiting = waiting.slice(mostRecords);
      inFlight = batch.length;
      const done = await deliver(settings, batch)();
      inFlight = 0;
      if (E.isRight(done)) continue;
      waiting = [...done.left.lines, ...waiting];
      settings.onUndelivered(pending());
      return;
    }
  };
  const begin = (): Promise<void> => {
    delivery ??= nextTurn()
      .then(run)
      .finally(() => {
        delivery = null;
      });
    return delivery;
  };

  return {
    append: (entries) => {
      if (pending() + entries.length > settings.mostPending) return false;
      waiting = [...waiting, ...entries.map(lineOf)];
      if (entries.length > 0) void begin();
      return true;
    },
    flush: async () => {
      await (delivery ?? Promise.resolve());
      if (waiting.length > 0) await begin();
    },
    pending,
  };
};
