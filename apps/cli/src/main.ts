#!/usr/bin/env node
// The composition root: builds the real world from the process and the AWS environment, and runs the program in it.
import { exitCodes } from '@credit-risk/pipelines';
import { makeRunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { addressOf, awsClients } from './aws/aws-clients';
import { pipelinePorts } from './aws/pipeline-ports';
import { abortSignals } from './interruption';
import { program } from './program';
import { jsonLines } from './reporting/json-lines';
import { progressBars } from './reporting/progress-bars';
import { renderError } from './world/cli-error';
import { type Settings, settingsOf } from './world/settings';
import type { World } from './world/world';

const randomBytesOfRunId = 3;
const standardError = 2;

const toStandardError = pino.destination({ dest: standardError, sync: true });
const reporter = process.stderr.isTTY
  ? progressBars(process.stderr, () => Date.now())
  : jsonLines(toStandardError);

// Node would write warnings (the SDK has one for older versions of Node) as text between JSON lines.
process.removeAllListeners('warning');
process.on('warning', ({ message }) => reporter.notice(message));

// A terminal or a pipe that is gone: the remote job is to be stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
toStandardError.on('error', () => undefined);

const worldOf = ({ requestTimeout, stopTimeout }: Settings): World => {
  const environment = process.env;
  const signals = abortSignals(reporter, stopTimeout);
  return {
    ports: pipelinePorts(awsClients({ requestTimeout }), { ...signals, progress: reporter.progress }),
    clients: (region) => awsClients({ requestTimeout, region: environment['AWS_REGION'] ?? region }),
    reporter,
    print: (line) => void process.stdout.write(`${line}\n`),
    writeError: (text) => void process.stderr.write(text),
    readFile: (file) =>
      TE.tryCatch(
        () => readFile(file, 'utf8'),
        (cause) => (cause instanceof Error ? cause.message : String(cause)),
      ),
    newRunId: () => makeRunId(new Date(), randomBytes(randomBytesOfRunId).toString('hex')),
    addressOf: addressOf(environment),
    environment,
    signals,
  };
};

const run = async (settings: Settings): Promise<void> => {
  const world = worldOf(settings);
  process.exitCode = await program(process.argv.slice(2))(world)();
  // What is still under way would keep the process.
  if (world.signals.force.aborted) process.exit();
};

const settings = settingsOf(process.env);
if (E.isRight(settings)) void run(settings.right);
else {
  const { _tag: error } = settings.left;
  const exitCode = exitCodes.configuration;
  reporter.problem({ error, severity: 'configuration', exitCode, message: renderError(settings.left) });
  process.exitCode = exitCode;
}
