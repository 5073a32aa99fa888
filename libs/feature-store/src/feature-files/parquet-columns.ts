// Parquet files as columns of rows, one row group at a time.
import { featureTable, fileIdentity } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { parquetMetadataAsync, parquetScan, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { SourceError } from './source-error';

/** Reads parts of a file: from S3 by range requests, from a disk, from memory. */
export interface RangeReader {
  readonly byteLength: number;
  /** The bytes from `start` to before `end` (to the end of the file if not given). */
  readonly slice: (start: number, end?: number) => Promise<ArrayBuffer> | ArrayBuffer;
}

/** A Parquet file of loans. */
export interface ParquetFile {
  /** For errors. */
  readonly name: string;
  readonly open: () => Promise<RangeReader>;
}

/** Some rows of a file; a date is its number of days since 1970. */
export interface RowGroup {
  readonly file: string;
  /** Number of the first row in the file, from 0. */
  readonly firstRow: number;
  readonly rows: number;
  /** The columns needed, by name. */
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
}

/** Columns that a file of loans must have: client, loan, day, and the features. */
export const neededColumns: readonly string[] = [
  ...Object.values(fileIdentity),
  ...featureTable.map(({ name }) => name),
];

interface Scan {
  readonly ranges: readonly { readonly rowStart: number; readonly rowEnd: number }[];
  readonly readColumn: (range: {
    readonly column: string;
    readonly rowStart: number;
    readonly rowEnd: number;
  }) => Promise<ArrayLike<unknown>>;
}

const unreadable =
  (file: string) =>
  (cause: unknown): SourceError => ({ _tag: 'UnreadableSource', file, cause });

// A hook of hyparquet, which would make a `Date` of each day; the number of days is what is compared and counted.
const dateFromDays = (days: number): number => days;

const openScan = ({ name, open }: ParquetFile): TE.TaskEither<SourceError, Scan> =>
  pipe(
    TE.tryCatch(async () => {
      const file = await open();
      const metadata = await parquetMetadataAsync(file);
      const present = new Set(parquetSchema(metadata).children.map(({ element }) => element.name));
      const missing = neededColumns.filter((column) => !present.has(column));
      if (missing.length > 0) return { missing, scan: null };
      const columns = [...neededColumns];
      const scan = await parquetScan({ file, metadata, columns, compressors, parsers: { dateFromDays } });
      return { missing, scan };
    }, unreadable(name)),
    TE.flatMap(({ missing, scan }): TE.TaskEither<SourceError, Scan> =>
      scan === null ? TE.left({ _tag: 'MissingColumns', file: name, columns: missing }) : TE.right(scan),
    ),
  );

/** Parquet's int64 arrives as bigint; a value that a double cannot hold exactly stays one, and the codec refuses it. */
const plain = (value: unknown): unknown => {
  if (typeof value !== 'bigint') return value ?? null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

const readColumns = (file: string, scan: Scan, range: Scan['ranges'][number]) =>
  TE.tryCatch(
    async (): Promise<RowGroup> => ({
      file,
      firstRow: range.rowStart,
      rows: range.rowEnd - range.rowStart,
      columns: Object.fromEntries(
        await Promise.all(
          neededColumns.map(
            async (column) =>
              [column, Array.from(await scan.readColumn({ column, ...range }), plain)] as const,
          ),
        ),
      ),
    }),
    unreadable(file),
  );

/** The row groups of the files, in order; the first error ends them. One row group is in memory at a time. */
export async function* rowGroups(
  files: readonly ParquetFile[],
): AsyncGenerator<E.Either<SourceError, RowGroup>, void> {
  for (const file of files) {
    const scan = await openScan(file)();
    if (E.isLeft(scan)) {
      yield scan;
      return;
    }
    for (const range of scan.right.ranges) {
      const group = await readColumns(file.name, scan.right, range)();
      yield group;
      if (E.isLeft(group)) return;
    }
  }
}
