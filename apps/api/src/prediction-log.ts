// What is kept of every prediction, and the way there as a port.
import { object, text } from '@credit-risk/io-ts-schema';
import { Prediction } from '@credit-risk/scoring-contract';
import type { TypeOf } from 'io-ts';

/** Codec of what is kept of a prediction. */
export const LogEntry = object(
  {
    requestId: text({ description: 'The request that was answered' }),
    caller: text({ description: 'Subject of the token, or ARN of the IAM principal' }),
    prediction: Prediction,
  },
  { name: 'LogEntry', description: 'A prediction that was given' },
);

/** What is kept of a prediction. */
export type LogEntry = TypeOf<typeof LogEntry>;

/** Keeps predictions, without letting an answer wait for it. */
export interface PredictionLog {
  /** Takes the entries over, all or none: false where too many wait for delivery already. */
  readonly append: (entries: readonly LogEntry[]) => boolean;
  /** Resolves when everything that was taken over is delivered, or cannot be for now. */
  readonly flush: () => Promise<void>;
  /** Entries that wait for delivery. */
  readonly pending: () => number;
}
