#!/usr/bin/env node
// The program `local-sagemaker`: serves until a stop signal. Standard output has the exports, standard error the log.
import * as E from 'fp-ts/Either';
import { program, type CommandLine } from './command-line';
import { readFaultRules } from './faults/fault-rules';
import { readImageTable } from './containers/image-table';
import { type Logger, placeOf, standardErrorLog } from './machine/log';
import { startLocalCloud } from './start-local-cloud';
import { startLocalSageMaker } from './start-local-sagemaker';
import { onStopSignals } from './machine/stop-signals';

const BAD_ARGUMENTS = 2;
const CANNOT_CONTINUE = 3;

const LONGEST_STOP_MILLISECONDS = 30_000;

const fail = (message: string, exitCode = BAD_ARGUMENTS): never => {
  process.stderr.write(`local-sagemaker: ${message}\n`);
  return process.exit(exitCode);
};

/** Resolves with a message if an unexpected error occurs: what was started must be ended all the same. */
const unexpectedError = (log: Logger): Promise<string> =>
  new Promise((resolve) => {
    process.on('uncaughtException', (cause) => {
      log.error(placeOf(cause), 'unexpected error');
      setTimeout(() => process.exit(CANNOT_CONTINUE), LONGEST_STOP_MILLISECONDS).unref();
      resolve('An unexpected error ended the server: the log above says where.');
    });
  });

const main = async (): Promise<void> => {
  const options = program().parse().opts<CommandLine>();
  const images =
    options.images === undefined
      ? E.right({ source: 'the file given by --images (none was given)', launchers: [] })
      : readImageTable(options.images);
  if (E.isLeft(images)) return fail(images.left.message);
  const faults = options.faults === undefined ? E.right([]) : readFaultRules(options.faults);
  if (E.isLeft(faults)) return fail(faults.left.message);
  const log = standardErrorLog();
  const { port, region, accountId, state: stateFolder, s3Endpoint, s3Port, ministack } = options;
  const settings = {
    port,
    region,
    accountId,
    stateFolder,
    images: images.right,
    faults: faults.right,
    log,
  };
  // The server keeps running when the reader of the exports is gone.
  process.stdout.on('error', () => undefined);
  // A signal during the start takes effect after it: what was started must be ended too.
  const stopSignal = new Promise<void>(onStopSignals);
  const failure = unexpectedError(log);
  const started =
    s3Endpoint === undefined
      ? await startLocalCloud({ ...settings, s3Port, ministack: [ministack] })()
      : await startLocalSageMaker({ ...settings, s3Endpoint })();
  if (E.isLeft(started)) return fail(started.left.message);
  const { environment, broken, stop } = started.right;
  for (const [name, value] of Object.entries(environment)) process.stdout.write(`export ${name}=${value}\n`);
  const problem = await Promise.race([stopSignal, failure, broken.then(({ message }) => message)]);
  await stop();
  return problem === undefined ? process.exit(0) : fail(problem, CANNOT_CONTINUE);
};

void main();
