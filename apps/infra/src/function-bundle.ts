// The bundle of the scoring function, built from the checkout: an artefact of apps/api, none of whose code is imported.
import * as E from 'fp-ts/Either';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppProblem } from './problem';
import type { FunctionCode } from './scoring-function';

const api = join(__dirname, '..', '..', 'api');
const standardError = 2;

const codeOf = (): FunctionCode => {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(join(api, 'package.json'), 'utf8'),
  );
  return { folder: join(api, 'dist', 'lambda'), version };
};

/** Builds the bundle; what the build prints goes to standard error. */
export const bundleFunction = (): E.Either<AppProblem, FunctionCode> => {
  const { status } = spawnSync(process.execPath, [join(api, 'scripts', 'bundle.mjs')], {
    cwd: api,
    stdio: ['ignore', standardError, standardError],
  });
  return status === 0
    ? E.right(codeOf())
    : E.left({
        severity: 'permanent',
        message: 'The scoring function could not be bundled; see the messages above.',
      });
};
