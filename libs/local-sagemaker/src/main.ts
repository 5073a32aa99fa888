#!/usr/bin/env node
// The program `local-sagemaker`: serves until it is told to stop. Standard output has the exports, standard error the log.
import * as E from 'fp-ts/Either';
import { program, type CommandLine } from './command-line';
import { readFaultRules } from './faults/fault-rules';
import { readImageTable } from './containers/image-table';
import { type Logger, placeOf, standardErrorLog } from './machine/log';
import { startLocalCloud } from './start-local-cloud';
import { startLocalSageMaker } from './start-local-sagemaker';
import { onStopSignals } from './machine/stop-signals';

const BAD_ARGUMENTS = 2;
const CANNOT_GO_ON = 3;

const LONGEST_STOP_MILLISECONDS = 30_000;

const fail = (message: string, exitCode = BAD_ARGUMENTS): never => {
  process.stderr.write(`local-sagemaker: ${message}\n`);
  return process.exit(exitCode);
};

/** Resolves with what to say of an error that nothing foresaw: what was started is to be ended all the same. */
const unforeseen = (log: Logger): Promise<string> =>
  new Promise((resolve) => {
    process.on('uncaughtException', (cause) => {
      log.error(placeOf(cause), 'unforeseen error');
      setTimeout(() => process.exit(CANNOT_GO_ON), LONGEST_STOP_MILLISECONDS).unref();
      resolve('An error of its own ended the server: its log above says where.');
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
  // A reader of the exports that is gone does not end the server.
  process.stdout.on('error', () => undefined);
  // A signal while it starts is obeyed once it has started: what was begun must be ended too.
  const told = new Promise<void>(onStopSignals);
  const failure = unforeseen(log);
  const started =
    s3Endpoint === undefined
      ? await startLocalCloud({ ...settings, s3Port, ministack: [ministack] })()
      : await startLocalSageMaker({ ...settings, s3Endpoint })();
  if (E.isLeft(started)) return fail(started.left.message);
  const { environment, broken, stop } = started.right;
  for (const [name, value] of Object.entries(environment)) process.stdout.write(`export ${name}=${value}\n`);
  const problem = await Promise.race([told, failure, broken.then(({ message }) => message)]);
  await stop();
  return problem === undefined ? process.exit(0) : fail(problem, CANNOT_GO_ON);
};

void main();
