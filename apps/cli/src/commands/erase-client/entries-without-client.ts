// A file of the prediction log without the entries of one client: gzip or plain, one JSON object a line.
import { at, isObject } from '@credit-risk/io-ts-schema';
import type { RestOfObject } from '@credit-risk/feature-store';
import type { ClientId } from '@credit-risk/loan-features';
import * as TE from 'fp-ts/TaskEither';
import { gunzipSync, gzipSync } from 'node:zlib';

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const clientOf = (line: string): unknown => {
  const entry: unknown = JSON.parse(line);
  return isObject(entry) ? at(entry, ['prediction', 'clientId']) : undefined;
};

const rest = (bytes: Uint8Array<ArrayBuffer>, clientId: ClientId): RestOfObject => {
  const text = (isGzip(bytes) ? gunzipSync(bytes) : Buffer.from(bytes)).toString('utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  const kept = lines.filter((line) => clientOf(line) !== clientId);
  const erased = lines.length - kept.length;
  if (erased === 0) return { erased, bytes };
  if (kept.length === 0) return { erased, bytes: null };
  const written = Buffer.from(kept.map((line) => `${line}\n`).join(''));
  return { erased, bytes: Uint8Array.from(isGzip(bytes) ? gzipSync(written) : written) };
};

/** The rest of a file; from a file with a line that is not JSON, nothing is erased. */
export const entriesWithoutClient = (
  bytes: Uint8Array<ArrayBuffer>,
  clientId: ClientId,
): TE.TaskEither<{ readonly reason: string }, RestOfObject> =>
  TE.tryCatch(
    async () => rest(bytes, clientId),
    () => ({ reason: 'it is not a file of the prediction log: expected lines of JSON, gzipped or not' }),
  );
