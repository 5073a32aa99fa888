// Where the loans of a run come from.
import { basename } from 'node:path';

export type DataSource =
  | { readonly _tag: 'Generated'; readonly rows: number; readonly seed: number }
  | { readonly _tag: 'File'; readonly path: string };

/** The name that the data set's file has, also in S3. */
export const dataSetName = (data: DataSource): string =>
  data._tag === 'File' ? basename(data.path) : `loans-${data.rows}-${data.seed}.csv`;
