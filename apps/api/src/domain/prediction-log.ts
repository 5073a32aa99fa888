// The prediction log: its entries, and the port that keeps them.
import { object, text } from '@credit-risk/io-ts-schema';
import { Prediction } from '@credit-risk/scoring-contract';
import type { TypeOf } from 'io-ts';

/** Codec of an entry of the prediction log. */
export const LogEntry = object(
  {
    requestId: text({ description: 'Id of the request' }),
    caller: text({ description: 'Subject of the token, or ARN of the IAM principal' }),
    prediction: Prediction,
  },
  { name: 'LogEntry', description: 'A prediction that was given' },
);

/** An entry of the prediction log. */
export type LogEntry = TypeOf<typeof LogEntry>;

/** Keeps predictions, without delaying a response. */
export interface PredictionLog {
  /** Takes all entries, or none: false if too many wait for delivery already. */
  readonly append: (entries: readonly LogEntry[]) => boolean;
  /** Resolves when every entry taken is delivered, or cannot be for now. */
  readonly flush: () => Promise<void>;
  /** Entries that wait for delivery. */
  readonly pending: () => number;
}
