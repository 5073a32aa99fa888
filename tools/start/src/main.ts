// The commands `start`, `cloud` and `token`.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { onStopSignals } from '@credit-risk/local-sagemaker';
import { Command } from 'commander';
import { decodeOptions, type Options, type RawOptions } from './options';
import { cloudAlone, start } from './start-command';
import { exitCodes, type StartError } from './start-error';
import type { Terminal } from './terminal';
import { token } from './token';

const interruption = new AbortController();
onStopSignals(() => interruption.abort());
// If the terminal or pipe is closed, the program still stops everything that it started.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const terminal: Terminal = {
  print: (text) => void process.stdout.write(`${text}\n`),
  say: (text) => void process.stderr.write(`${text}\n`),
  interrupted: interruption.signal,
};

// An unexpected error also stops everything. Its message is not logged: it might contain a secret or a client's data.
let hasCrashed = false;
const longestStopMilliseconds = 30_000;
process.on('uncaughtException', ({ name, stack = '' }) => {
  if (hasCrashed) return;
  hasCrashed = true;
  process.exitCode = exitCodes.permanent;
  setTimeout(() => process.exit(exitCodes.permanent), longestStopMilliseconds).unref();
  const frames = stack.split('\n').filter((line) => /^ +at /.test(line));
  terminal.say([`${name}, a fault of this program; everything is stopped.`, ...frames].join('\n'));
  interruption.abort();
});

const exitCodeOf = (done: E.Either<StartError, void>, wasAskedToStay: boolean): number => {
  if (hasCrashed) return exitCodes.permanent;
  if (interruption.signal.aborted && (E.isLeft(done) || !wasAskedToStay)) return exitCodes.interrupted;
  return E.isLeft(done) ? done.left.exitCode : exitCodes.done;
};

const finish = async (program: TE.TaskEither<StartError, void>, wasAskedToStay: boolean): Promise<void> => {
  const done = await program();
  if (E.isLeft(done)) terminal.say(done.left.message);
  process.exitCode = exitCodeOf(done, wasAskedToStay);
};

const withOptions = (command: Command): Command =>
  command
    .option('--rows <n>', 'how many loans to generate; the full-size data set has 777715', '50000')
    .option('--seed <n>', 'seed of the generated loans', '1')
    .option('--data <file.csv>', 'your own file of loans instead of generated ones')
    .option('--config <file>', 'your own configuration')
    .option('--state <dir>', 'where all state of the local cloud lives (default: .local-cloud/<data set>)')
    .option('--port <n>', 'port of SageMaker on 127.0.0.1, 0 for any free one', '0')
    .option('--s3-port <n>', 'port of S3 on 127.0.0.1, 0 for any free one', '0')
    .option('--images <file>', 'which program stands for which image');

const run =
  (program: (options: Options, terminal: Terminal) => TE.TaskEither<StartError, void>) => (raw: RawOptions) =>
    finish(
      pipe(
        TE.fromEither(decodeOptions(raw)),
        TE.flatMap((options) => program(options, terminal)),
      ),
      raw.once !== true,
    );

const commandLine = new Command('npm').exitOverride(({ exitCode }) =>
  process.exit(exitCode === 0 ? exitCodes.done : exitCodes.configuration),
);
withOptions(commandLine.command('start'))
  .description('Local cloud, loans, training pipeline, a prediction; stays up until Ctrl-C')
  .option('--run-id <id>', 'the run to resume, or the id of a new one (default: a new one)')
  .option('--once', 'stop everything after the prediction')
  .option('--no-api', 'leave the scoring API out, which takes a while to deploy')
  .action(run(start));
withOptions(commandLine.command('cloud'))
  .description('The local cloud alone; prints the variables that point AWS SDKs at it')
  .addHelpText(
    'after',
    '\nGenerates no loans: --rows, --seed and --data name the data set whose state it uses, unless --state is given.',
  )
  .action(run(cloudAlone));
withOptions(commandLine.command('token'))
  .description('Prints a token for the API that npm start with these options has up')
  .action(run(({ state }, terminal) => token(state, terminal)));
void commandLine.parseAsync();
