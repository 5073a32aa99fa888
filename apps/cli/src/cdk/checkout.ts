// The checkout of the repository that this program is in: the CDK app is run from its source.
import * as E from 'fp-ts/Either';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { badArguments, type CliError } from '../world/cli-error';

/** Programs of a checkout. */
export interface Checkout {
  readonly root: string;
  /** The CDK app of a configuration: `apps/infra`. */
  readonly app: string;
  /** The command line of the CDK. */
  readonly cdk: string;
}

const appIn = (folder: string): string => join(folder, 'apps', 'infra', 'src', 'main.ts');

/** The checkout around a folder. */
export const checkoutAround = (folder: string): E.Either<CliError, Checkout> => {
  const app = appIn(folder);
  if (existsSync(app)) {
    const manifest = createRequire(app).resolve('aws-cdk/package.json');
    return E.right({ root: folder, app, cdk: join(dirname(manifest), 'bin', 'cdk') });
  }
  const above = dirname(folder);
  return above === folder
    ? E.left(
        badArguments(
          'deploy and down work from a checkout of the repository only, which has the CDK app apps/infra; down --runs-only works anywhere',
        ),
      )
    : checkoutAround(above);
};
