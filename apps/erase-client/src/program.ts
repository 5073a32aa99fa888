// The command line: whom to erase, of which deployment.
import { parseConfig, type PipelineConfig, renderConfigErrors } from '@credit-risk/config';
import { decode, renderDecodeErrors } from '@credit-risk/io-ts-schema';
import { isRetryable } from '@credit-risk/aws-effects';
import { ClientId, contractVersion } from '@credit-risk/loan-features';
import { featureGroupName } from '@credit-risk/sagemaker-jobs';
import { Command, CommanderError } from 'commander';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { erase, type Erasure, type ErasureError, type ErasurePorts, renderErasureError } from './erasure';

/** What the program needs of the world. */
export interface World {
  readonly ports: (config: PipelineConfig) => ErasurePorts;
  readonly readFile: (path: string) => TE.TaskEither<string, string>;
  readonly print: (line: string) => void;
  readonly complain: (text: string) => void;
}

/** Exit codes, as the runner has them. */
export const exitCodes = { done: 0, badInput: 2, failed: 3, retryable: 4 } as const;

interface Ended {
  readonly exitCode: number;
  readonly message: string;
}

interface Options {
  readonly client: string;
  readonly config: string;
  readonly environment?: string;
  readonly predictionLog?: string;
}

const bad = (message: string): Ended => ({ exitCode: exitCodes.badInput, message });

const readConfig = (
  { readFile }: World,
  { config: file, environment }: Options,
): TE.TaskEither<Ended, PipelineConfig> =>
  pipe(
    readFile(file),
    TE.mapLeft((reason) => bad(`--config is ${JSON.stringify(file)}: ${reason}`)),
    TE.flatMapEither((text) =>
      pipe(
        parseConfig(text, environment),
        E.mapLeft((errors) => bad(`${file} is not a configuration:\n${renderConfigErrors(errors)}`)),
      ),
    ),
  );

const readClient = ({ client }: Options): E.Either<Ended, ClientId> =>
  pipe(
    decode(ClientId)(client),
    E.mapLeft((errors) => bad(`--client: ${renderDecodeErrors(errors)}`)),
  );

const readLogUri = ({ predictionLog: uri }: Options): E.Either<Ended, string | null> =>
  uri === undefined || /^s3:\/\/[^/]+\/.*$/.test(uri)
    ? E.right(uri ?? null)
    : E.left(bad(`--prediction-log is ${JSON.stringify(uri)}: expected s3://bucket/prefix/`));

const ended = (error: ErasureError): Ended => ({
  exitCode:
    error._tag === 'NotErased' || (error._tag !== 'ObjectNotErased' && isRetryable(error))
      ? exitCodes.retryable
      : exitCodes.failed,
  message: renderErasureError(error),
});

const run = (world: World, options: Options): TE.TaskEither<Ended, void> =>
  pipe(
    TE.Do,
    TE.bind('clientId', () => TE.fromEither(readClient(options))),
    TE.bind('predictionLogUri', () => TE.fromEither(readLogUri(options))),
    TE.bind('config', () => readConfig(world, options)),
    TE.flatMap(({ clientId, predictionLogUri, config }) => {
      const featureGroup = featureGroupName(config, contractVersion);
      const erasure: Erasure = { clientId, predictionLogUri, featureGroup };
      return pipe(
        erase(erasure)(world.ports(config)),
        TE.bimap(ended, (done) => ({ featureGroup, ...done })),
      );
    }),
    TE.map((report) => world.print(JSON.stringify(report))),
  );

const commandLine = (act: (options: Options) => Promise<void>): Command =>
  new Command('erase-client')
    .description('Erases one client from the Feature Store, online and offline, and from the prediction log')
    .requiredOption('--client <id>', 'whom to erase')
    .requiredOption('--config <file>', 'the configuration of the deployment')
    .option('--environment <name>', 'whose overlay to use')
    .option('--prediction-log <uri>', 'where the prediction log is: s3://bucket/prefix/')
    .action(act)
    .exitOverride();

/** Runs the program; the exit code. */
export const program = async (args: readonly string[], world: World): Promise<number> => {
  let exitCode: number = exitCodes.done;
  const act = async (options: Options): Promise<void> => {
    const done = await run(world, options)();
    if (E.isRight(done)) return;
    world.complain(`${done.left.message}\n`);
    exitCode = done.left.exitCode;
  };
  try {
    await commandLine(act)
      .configureOutput({ writeOut: world.print, writeErr: world.complain })
      .parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
  }
  return exitCode;
};
