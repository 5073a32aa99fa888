// The bundle of the function, made anew: what is deployed is what is in the checkout.
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FunctionCode } from '../scoring-function';
import { deployError, type DeployError } from './deploy-error';
import { type Program, runProgram } from './run-program';

// By its path, not by its name: an app is built, never imported.
const apiManifest = join(__dirname, '..', '..', '..', 'api', 'package.json');

/** The bundle of the function as it is in the checkout. */
export const functionCode = (): FunctionCode => {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(apiManifest, 'utf8'));
  return { folder: join(dirname(apiManifest), 'dist', 'lambda'), version };
};

const notBundled = (): DeployError =>
  deployError('permanent', 'The function could not be bundled, see above.');

/** Makes the bundle. */
export const bundleFunction = (
  surroundings: Pick<Program, 'environment' | 'show' | 'signal'>,
): TE.TaskEither<DeployError, FunctionCode> => {
  const folder = dirname(apiManifest);
  const args = [join(folder, 'scripts', 'bundle.mjs')];
  return pipe(runProgram({ ...surroundings, args, folder }, notBundled), TE.map(functionCode));
};
