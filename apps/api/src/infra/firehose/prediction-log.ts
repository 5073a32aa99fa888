// The prediction log by way of Amazon Data Firehose, which writes it to S3.
import { type FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { backoff, type Clock, type Random, retryingWhile, send } from '@credit-risk/aws-effects';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { LogEntry, PredictionLog } from '../../prediction-log';

/** Where the log goes, and how long to try. */
export interface FirehoseLogSettings {
  readonly client: FirehoseClient;
  readonly streamName: string;
  readonly clock: Clock;
  readonly random: Random;
  /** How long one delivery is tried again. */
  readonly patienceMilliseconds: number;
  /** Entries that may wait: beyond it none is taken over. */
  readonly mostPending: number;
  /** Told after each delivery how many entries wait. */
  readonly onDelivery: (pending: number) => void;
}

// Firehose takes no more in one call.
const mostRecords = 500;

interface Undelivered {
  readonly lines: readonly string[];
}

const encoder = new TextEncoder();
const lineOf = (entry: LogEntry): string => `${JSON.stringify(entry)}\n`;

const put = (
  { client, streamName }: FirehoseLogSettings,
  lines: readonly string[],
): TE.TaskEither<Undelivered, void> =>
  pipe(
    send(
      client,
      new PutRecordBatchCommand({
        DeliveryStreamName: streamName,
        Records: lines.map((line) => ({ Data: encoder.encode(line) })),
      }),
    ),
    TE.mapLeft((): Undelivered => ({ lines })),
    TE.flatMapEither(({ RequestResponses = [] }) => {
      const left = lines.filter((_, index) => RequestResponses[index]?.ErrorCode !== undefined);
      return left.length === 0 ? E.right(undefined) : E.left({ lines: left });
    }),
  );

// Records that the service did not take are sent again, and no others.
const deliver = (
  settings: FirehoseLogSettings,
  lines: readonly string[],
): TE.TaskEither<Undelivered, void> => {
  const { clock, random, patienceMilliseconds } = settings;
  let left = lines;
  const attempt: TE.TaskEither<Undelivered, void> = async () => {
    const done = await put(settings, left)();
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

/** A log whose entries are delivered in the background, one call at a time: while it runs, others gather. */
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
      if (E.isLeft(done)) waiting = [...done.left.lines, ...waiting];
      settings.onDelivery(pending());
      if (E.isLeft(done)) return;
    }
  };
  const begin = (): Promise<void> => {
    delivery ??= run().finally(() => {
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
