// `npm run deploy`.
import { CommanderError } from 'commander';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { join } from 'node:path';
import { type Asked, commandLine } from './command-line';
import { deployError, type DeployError, exitCodes } from './deploy-error';
import { deployTo, destroy, showDifferences } from './deploy-to';
import type { Deployment } from './prepare';

const root = join(__dirname, '..', '..', '..', '..');
const example = join(root, 'libs', 'config', 'examples', 'local.json');

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort());

const complain = (text: string): void => void process.stderr.write(text);

const deploymentOf = ({ config, env, parameters, bootstrap, importExisting }: Asked): Deployment => ({
  environment: process.env,
  configFile: config,
  ...(env !== undefined && { overlay: env }),
  parameters,
  bootstrap,
  importExisting,
  show: complain,
  signal: interruption.signal,
});

/** What is printed: one JSON object, or nothing. */
const run = (asked: Asked): TE.TaskEither<DeployError, object | null> => {
  const deployment = deploymentOf(asked);
  switch (asked.action) {
    case 'deploy':
      return deployTo(deployment);
    case 'diff':
      return pipe(
        showDifferences(deployment),
        TE.map(() => null),
      );
    case 'destroy':
      return pipe(
        destroy(deployment),
        TE.map((stacks) => ({ destroyed: stacks })),
      );
  }
};

const parse = (args: readonly string[]): E.Either<DeployError, Asked | null> => {
  let chosen: Asked | null = null;
  const line = commandLine(example, (asked) => (chosen = asked));
  line.configureOutput({ outputError: () => undefined });
  try {
    line.parse([...args], { from: 'user' });
    return E.right(chosen);
  } catch (cause) {
    if (cause instanceof CommanderError && cause.exitCode === exitCodes.done) return E.right(null);
    const said = cause instanceof Error ? cause.message : String(cause);
    return E.left(deployError('configuration', `${said}. See npm run deploy -- --help.`));
  }
};

const finish = async (): Promise<void> => {
  const done = await pipe(
    TE.fromEither(parse(process.argv.slice(2))),
    TE.flatMap((asked) => (asked === null ? TE.right(null) : run(asked))),
  )();
  if (E.isLeft(done)) {
    complain(`${done.left.message}\n`);
    process.exitCode = exitCodes[done.left.severity];
  } else if (done.right !== null) process.stdout.write(`${JSON.stringify(done.right)}\n`);
};

void finish();
