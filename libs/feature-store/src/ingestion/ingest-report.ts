// The report of an ingestion: counts, which may be logged, and client ids, which may not.
import { type AwsError, renderAwsError } from '@credit-risk/aws-effects';
import type { ClientId, EventTime } from '@credit-risk/loan-features';
import type { RecordError } from '../online-store/online-store';
import { renderSourceError, type SourceError } from '../feature-files/source-error';

/** A stored record that is newer than the newest loan of the source: it cannot be replaced. */
export interface StaleRecord {
  readonly clientId: ClientId;
  readonly eventTime: EventTime;
  readonly storedEventTime: string;
}

/** The progress of an ingestion; the total is unknown until the end. */
export interface IngestProgress {
  /** Clients processed. */
  readonly clients: number;
  /** Records that were absent or older. */
  readonly written: number;
  /** Records of the same event time that differed, and were overwritten. */
  readonly repaired: number;
  /** Records that were stored already, bit for bit. */
  readonly unchanged: number;
}

/** The result of an ingestion. The lists name clients: write them to a report, never to a log. */
export interface IngestReport extends IngestProgress {
  /** Records that the service refused, or that were absent when read back. */
  readonly failed: readonly RecordError[];
  readonly stale: readonly StaleRecord[];
}

/** Some records are not registered: `report` names them. */
export interface RecordsNotRegistered {
  readonly _tag: 'RecordsNotRegistered';
  readonly report: IngestReport;
}

/** What can go wrong with an ingestion. */
export type IngestError = AwsError | SourceError | RecordsNotRegistered;

/**
 * The error as one sentence, without a client's id.
 *
 * @example
 * renderIngestError(notRegistered); // '2 of 1000 records are not registered: 1 failed, 1 older than the stored one'
 */
export const renderIngestError = (error: IngestError): string => {
  switch (error._tag) {
    case 'RecordsNotRegistered': {
      const { clients, failed, stale } = error.report;
      const counts = `${failed.length} failed, ${stale.length} older than the stored one`;
      return `${failed.length + stale.length} of ${clients} records are not registered: ${counts}`;
    }
    case 'UnreadableSource':
    case 'MalformedRow':
    case 'UnsortedRow':
    case 'MissingColumns':
      return renderSourceError(error);
    default:
      return renderAwsError(error);
  }
};
