// The feature files of a run, as sources of the Feature Store.
import type { AwsError } from '@credit-risk/aws-effects';
import type { LoanSource, ParquetFile } from '@credit-risk/feature-store';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { ListedObject, Objects } from '../ports/objects';

const bytesOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

const fileOf = (objects: Objects, { uri, size }: ListedObject): ParquetFile => ({
  name: uri,
  open: () =>
    Promise.resolve({
      byteLength: size,
      slice: async (start: number, end = size) => {
        const bytes = await objects.readRange(uri, start, end)();
        return E.isLeft(bytes) ? Promise.reject(bytes.left) : bytesOf(bytes.right);
      },
    }),
});

/** The Parquet files of a prefix in name order, read by ranges. */
export const loanFiles = (
  objects: Objects,
  prefix: string,
): TE.TaskEither<AwsError, readonly ParquetFile[]> =>
  pipe(
    objects.list(`${prefix}/`),
    TE.map((found) =>
      found.filter(({ uri }) => uri.endsWith('.parquet')).map((object) => fileOf(objects, object)),
    ),
  );

/** The loans until the signal is aborted. */
export async function* untilAborted(signal: AbortSignal, loans: LoanSource): LoanSource {
  for await (const loan of loans) {
    if (signal.aborted) return;
    yield loan;
  }
}
