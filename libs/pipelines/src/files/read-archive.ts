// One file out of a tar.gz, as training jobs leave their output.
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import { Parser } from 'tar';

/**
 * The bytes of one file of an archive; none if the archive has no such file. A left holds the error of the
 * parser: the bytes are not an archive.
 *
 * @example
 * readArchive(bytes, 'metrics.json')(); // right(some(…))
 */
export const readArchive = (
  archive: Uint8Array,
  file: string,
): TE.TaskEither<unknown, O.Option<Uint8Array>> =>
  TE.tryCatch(
    () =>
      new Promise<O.Option<Uint8Array>>((resolve, reject) => {
        const chunks: Uint8Array[] = [];
        let isFound = false;
        const parser = new Parser({
          strict: true,
          onReadEntry: (entry) => {
            if (entry.path.replace(/^\.\//, '') !== file) {
              entry.resume();
              return;
            }
            isFound = true;
            entry.on('data', (chunk) => chunks.push(chunk));
          },
        });
        parser.on('error', reject);
        parser.on('end', () => resolve(isFound ? O.some(Buffer.concat(chunks)) : O.none));
        parser.end(Buffer.from(archive));
      }),
    (cause) => cause,
  );
