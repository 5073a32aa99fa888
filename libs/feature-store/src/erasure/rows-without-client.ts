// A Parquet file without the rows of one client; all other rows keep every value.
import { type ClientId, recordIdentity } from '@credit-risk/loan-features';
import * as TE from 'fp-ts/TaskEither';
import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { isDeepStrictEqual } from 'node:util';

/** A file that cannot be read, or whose other rows do not survive rewriting unchanged. */
export interface NotRewritable {
  readonly _tag: 'NotRewritable';
  readonly reason: string;
}

/** The rest of a file. */
export interface Remainder {
  readonly erasedRows: number;
  /** Null if no row is left; the file's own bytes if none was erased. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

type Row = Readonly<Record<string, unknown>>;

const readRows = (file: ArrayBuffer): Promise<readonly Row[]> => parquetReadObjects({ file, compressors });

const columnsOf = ({ schema }: FileMetaData): readonly string[] => schema.slice(1).map(({ name }) => name);

const write = (metadata: FileMetaData, rows: readonly Row[]): ArrayBuffer =>
  parquetWriteBuffer({
    schema: metadata.schema,
    columnData: columnsOf(metadata).map((name) => ({ name, data: rows.map((row) => row[name]) })),
    ...(metadata.key_value_metadata === undefined ? {} : { kvMetadata: metadata.key_value_metadata }),
  });

const isOf =
  (clientId: ClientId) =>
  (row: Row): boolean =>
    String(row[recordIdentity.clientId]) === clientId;

/** The rest of a file of the offline store; the rewritten file is read back and compared first. */
export const rowsWithoutClient = (
  bytes: Uint8Array<ArrayBuffer>,
  clientId: ClientId,
): TE.TaskEither<NotRewritable, Remainder> =>
  TE.tryCatch(
    async (): Promise<Remainder> => {
      const file = bytes.slice().buffer;
      const rows = await readRows(file);
      const kept = rows.filter((row) => !isOf(clientId)(row));
      const erasedRows = rows.length - kept.length;
      if (erasedRows === 0) return { erasedRows, bytes };
      if (kept.length === 0) return { erasedRows, bytes: null };
      const written = write(parquetMetadata(file), kept);
      if (!isDeepStrictEqual(await readRows(written), kept)) throw new Error('its rows came back changed');
      return { erasedRows, bytes: new Uint8Array(written) };
    },
    (cause): NotRewritable => ({
      _tag: 'NotRewritable',
      reason: cause instanceof Error ? cause.message : 'it cannot be read',
    }),
  );
