// The errors of a source of loans. None holds an id or a feature's value, so they may be logged.

/** The file could not be read as Parquet. */
export interface UnreadableSource {
  readonly _tag: 'UnreadableSource';
  readonly file: string;
  readonly cause: unknown;
}

/** The file lacks columns. */
export interface MissingColumns {
  readonly _tag: 'MissingColumns';
  readonly file: string;
  readonly columns: readonly string[];
}

/** A row that is not a valid loan; rows count from 0. */
export interface MalformedRow {
  readonly _tag: 'MalformedRow';
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly expected: string;
}

/** A row that is out of order; rows count from 0. */
export interface UnsortedRow {
  readonly _tag: 'UnsortedRow';
  readonly file: string;
  readonly row: number;
}

/** The errors of a source of loans. */
export type SourceError = UnreadableSource | MissingColumns | MalformedRow | UnsortedRow;

/**
 * The error as one sentence.
 *
 * @example
 * renderSourceError({ _tag: 'UnsortedRow', file: 'a.parquet', row: 3 });
 */
export const renderSourceError = (error: SourceError): string => {
  switch (error._tag) {
    case 'UnreadableSource':
      return `${error.file} could not be read as Parquet: ${String(error.cause)}`;
    case 'MissingColumns':
      return `${error.file} lacks the columns ${error.columns.join(', ')}: if it was written under another feature contract, engineer the features again`;
    case 'MalformedRow':
      return `${error.file} row ${error.row} column ${error.column}: expected ${error.expected}`;
    case 'UnsortedRow':
      return `${error.file} row ${error.row}: expected rows sorted by (client_id, loan_date, loan_id), each loan once`;
  }
};
