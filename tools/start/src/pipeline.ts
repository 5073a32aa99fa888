// Runs the training pipeline by `credit-risk run training`, as Airflow does, and reads its result.
import { RunResult } from '@credit-risk/pipelines';
import type { RunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { creditRisk, resultOf } from './credit-risk';
import { exitCodes, startError, type StartError } from './start-error';

/** Runs the pipeline, or resumes a run; `logs` is the folder of the cloud with the logs of jobs and endpoints. */
export const runTraining = (
  config: string,
  runId: RunId,
  logs: string,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): TE.TaskEither<StartError, RunResult> =>
  pipe(
    creditRisk(['run', 'training', '--config', config, '--run-id', runId], { environment, signal }),
    TE.flatMapEither((ended) =>
      ended.exitCode === exitCodes.done
        ? resultOf(RunResult, 'run training')(ended)
        : E.left(
            startError(
              `Run ${runId} did not complete, see above. The logs of its jobs and endpoints are below ${logs}; to resume it, run the same command with --run-id ${runId}.`,
              ended.exitCode,
            ),
          ),
    ),
  );
