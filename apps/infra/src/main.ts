// The CDK app as a program: writes the templates of a configuration, and prints what a deployment needs to know of them
// as one JSON object, or the problem that kept it from it.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type AppArguments, appArguments } from './app-arguments';
import { bundleFunction } from './function-bundle';
import { infraApp } from './infra-app';
import { stackNames } from './names';
import { parametersOf } from './parameters';
import type { AppProblem } from './problem';
import { retainedBuckets } from './retained-buckets';

const cannotSynthesize = (cause: unknown): AppProblem => ({
  severity: 'permanent',
  message: `The templates could not be made: ${String(cause)}`,
});

const made = ({ config, output, parameters: given }: AppArguments): E.Either<AppProblem, object> =>
  pipe(
    parametersOf(config, process.env, given),
    E.bindTo('parameters'),
    E.bind('code', bundleFunction),
    E.flatMap(({ parameters, code }) =>
      E.tryCatch(() => {
        const assembly = infraApp(config, code, { parameters, outdir: output }).synth();
        return {
          templates: assembly.directory,
          stacks: stackNames(config),
          parameters,
          retainedBuckets: retainedBuckets(assembly),
        };
      }, cannotSynthesize),
    ),
  );

const done = pipe(appArguments(process.argv.slice(2)), E.flatMap(made));
process.stdout.write(`${JSON.stringify(E.isLeft(done) ? { problem: done.left } : done.right)}\n`);
process.exitCode = E.isLeft(done) ? 1 : 0;
