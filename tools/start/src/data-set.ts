// The CSV file that a run starts from: the user's own, or generated loans.
import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { runToEnd } from './child-process';
import { type DataSource, dataSetName } from './data-source';
import { exitCodes, startError, type StartError } from './start-error';
import { cannotWrite } from './state';
import { python, root } from './workspace';

/** How strongly the generated defaults depend on the features: enough to see a model learn. */
const signal = '1';

const readable = (path: string): TE.TaskEither<StartError, string> =>
  TE.tryCatch(
    async () => {
      await access(path, constants.R_OK);
      if (!(await stat(path)).isFile()) throw new Error('not a file');
      return path;
    },
    () =>
      startError(
        `--data is ${JSON.stringify(path)}: expected a CSV file that can be read.`,
        exitCodes.configuration,
      ),
  );

const generate = (
  state: string,
  rows: number,
  seed: number,
  abort: AbortSignal,
): TE.TaskEither<StartError, string> => {
  const folder = join(state, 'generated');
  const file = join(folder, dataSetName({ _tag: 'Generated', rows, seed }));
  const args = ['--rows', String(rows), '--seed', String(seed), '--signal', signal, '--out', file];
  return pipe(
    TE.tryCatch(() => mkdir(folder, { recursive: true }), cannotWrite(folder)),
    TE.chain(() =>
      runToEnd({
        file: python,
        args: ['-m', 'generate_loans', ...args],
        environment: { PYTHONPATH: join(root, 'tools', 'generate-loans') },
        signal: abort,
      }),
    ),
    TE.chain(({ exitCode }) =>
      exitCode === 0 ? TE.right(file) : TE.left(startError('The loans could not be generated, see above.')),
    ),
  );
};

/** The file, generated below `state` if need be. */
export const prepareDataSet = (
  data: DataSource,
  state: string,
  abort: AbortSignal,
): TE.TaskEither<StartError, string> =>
  data._tag === 'File' ? readable(resolve(data.path)) : generate(state, data.rows, data.seed, abort);
