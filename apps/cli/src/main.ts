#!/usr/bin/env node
// The composition root: builds the real world from the process and the AWS environment, and runs the program in it.
import { makeRunId } from '@credit-risk/sagemaker-jobs';
import * as TE from 'fp-ts/TaskEither';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { awsWorld } from './aws-world';
import { exitCodes } from './exit-codes';
import { jsonLines } from './json-lines';
import { program } from './program';
import { progressBars } from './progress-bars';
import type { World } from './world';

const millisecondsToStop = 8_000;
const millisecondsToGiveBack = 1_500;
const millisecondsPerSecond = 1000;
const randomBytesOfRunId = 3;
const standardError = 2;

const interruption = new AbortController();
const force = new AbortController();

const toStandardError = pino.destination({ dest: standardError, sync: true });
const reporter = process.stderr.isTTY
  ? progressBars(process.stderr, () => Date.now())
  : jsonLines(toStandardError);

const world: World = {
  ...awsWorld(reporter, { signal: interruption.signal, force: force.signal }, process.env),
  reporter,
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (text) => void process.stderr.write(text),
  readFile: (file) =>
    TE.tryCatch(
      () => readFile(file, 'utf8'),
      (cause) => (cause instanceof Error ? cause.message : String(cause)),
    ),
  newRunId: () => makeRunId(new Date(), randomBytes(randomBytesOfRunId).toString('hex')),
};

// Node would write warnings (the SDK has one for older versions of Node) as text between JSON lines.
process.removeAllListeners('warning');
process.on('warning', ({ message }) => reporter.notice(message));

const endAtOnce = (why: string): void => {
  if (force.signal.aborted) return;
  reporter.notice(`${why}: the run ends at once, and leaves its remote work as it is.`);
  force.abort();
  setTimeout(() => process.exit(exitCodes.interrupted), millisecondsToGiveBack);
};

// The first signal asks the run to stop its remote job; if that takes too long, or on a second one, the run gives its leases
// back and leaves the rest as it is.
const onSignal = (): void => {
  if (interruption.signal.aborted) return endAtOnce('A second signal came');
  interruption.abort();
  const seconds = millisecondsToStop / millisecondsPerSecond;
  setTimeout(() => endAtOnce(`Stopping took longer than ${seconds} s`), millisecondsToStop).unref();
};

process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
// The terminal was closed, which shell and system may both say; or the program is gone that started this one with a
// channel. Hence a second one means nothing.
for (const event of ['SIGHUP', 'disconnect'] as const)
  process.on(event, () => (interruption.signal.aborted ? undefined : onSignal()));
process.channel?.unref();

// A terminal or a pipe that is gone: the remote job is to be stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
toStandardError.on('error', () => undefined);

void program(process.argv.slice(2))(world)().then((exitCode) => {
  process.exitCode = exitCode;
  // What is still under way would keep the process.
  if (force.signal.aborted) process.exit();
});
