// S3 in memory.
import type { Objects } from '@credit-risk/pipelines';
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import { createHash } from 'node:crypto';
import { awsError } from './aws-error';

export interface FakeObjects {
  readonly port: Objects;
  /** By URI. */
  readonly stored: Map<string, Uint8Array>;
  readonly text: (uri: string) => string | undefined;
}

// Like S3, it gives objects of the same content the same version.
const etagOf = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

export const fakeObjects = (): FakeObjects => {
  const stored = new Map<string, Uint8Array>();
  const put = (uri: string, text: string): void => void stored.set(uri, Buffer.from(text));
  const port: Objects = {
    read: (uri) => TE.fromIO(() => O.fromNullable(stored.get(uri))),
    readRange: (uri, start, end) => {
      const bytes = stored.get(uri);
      return bytes === undefined ? awsError('NotFound', 'GetObject') : TE.right(bytes.subarray(start, end));
    },
    write: (uri, text) => TE.fromIO(() => put(uri, text)),
    writeNew: (uri, text) =>
      TE.fromIO(() => {
        if (stored.has(uri)) return false;
        put(uri, text);
        return true;
      }),
    readVersion: (uri) =>
      TE.fromIO(() => {
        const bytes = stored.get(uri);
        return bytes === undefined ? O.none : O.some({ bytes, version: etagOf(bytes) });
      }),
    replace: (uri, version, text) =>
      TE.fromIO(() => {
        const bytes = stored.get(uri);
        if (bytes === undefined || etagOf(bytes) !== version) return false;
        put(uri, text);
        return true;
      }),
    list: (prefix) =>
      TE.fromIO(() =>
        [...stored]
          .filter(([uri]) => uri.startsWith(prefix))
          .map(([uri, { byteLength }]) => ({ uri, size: byteLength }))
          .sort((a, b) => (a.uri < b.uri ? -1 : 1)),
      ),
  };
  const text = (uri: string): string | undefined => {
    const bytes = stored.get(uri);
    return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
  };
  return { port, stored, text };
};
