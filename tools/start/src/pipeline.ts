// Runs the training pipeline by the runner's own command line, as Airflow does, and reads its result.
import type { RunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import * as t from 'io-ts';
import { runToEnd } from './child-process';
import { startError, type StartError } from './start-error';
import { fromSource } from './workspace';

const located = t.type({ uri: t.string, rows: t.number });

/** The last line that `credit-risk run training` writes to standard output. */
export const RunResult = t.type({
  runId: t.string,
  features: located,
  quarantine: located,
  rows: t.type({ in: t.number, out: t.number, quarantined: t.number }),
  clients: t.number,
  featureGroup: t.string,
  model: t.string,
  endpoint: t.string,
  metrics: t.UnknownRecord,
  seconds: t.record(t.string, t.number),
});
export type RunResult = t.TypeOf<typeof RunResult>;

const lastLine = (output: string): string => output.trimEnd().split('\n').at(-1) ?? '';

const decodeResult = (output: string): E.Either<StartError, RunResult> =>
  pipe(
    E.tryCatch(
      (): unknown => JSON.parse(lastLine(output)),
      () => startError('The runner ended without a result on its last line.'),
    ),
    E.chain((value) =>
      pipe(
        RunResult.decode(value),
        E.mapLeft(() => startError('The result of the runner is not of the shape that was expected.')),
      ),
    ),
  );

/** Runs the pipeline, or goes on with a run; `logs` is where a cloud has the logs of jobs and endpoints. */
export const runTraining = (
  config: string,
  runId: RunId,
  logs: string,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): TE.TaskEither<StartError, RunResult> =>
  pipe(
    runToEnd({
      file: process.execPath,
      args: fromSource('apps/cli/src/main.ts', 'run', 'training', '--config', config, '--run-id', runId),
      environment,
      signal,
    }),
    TE.chain(({ exitCode, output }) =>
      exitCode === 0
        ? TE.fromEither(decodeResult(output))
        : TE.left(
            startError(
              `Run ${runId} did not complete, see above. The logs of its jobs and endpoints are below ${logs}; to go on with it, run the same command with --run-id ${runId}.`,
              exitCode,
            ),
          ),
    ),
  );
