// A whole run: each stage as soon as what it needs is complete.
import type { Run, StageName } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as RTE from 'fp-ts/ReaderTaskEither';
import { checkSameConfig } from '../files/run-config';
import type { Manifest } from '../files/manifest';
import type { Effect, Ports } from '../ports/ports';
import { type PipelineError, renderPipelineError } from '../errors/pipeline-error';
import { runStage } from './run-stage';
import type { Pipeline, Stage, StageContext } from '../pipeline/stage';
import { reportProgress } from '../pipeline/report-progress';

/** The results of a run's stages. */
export type Manifests = ReadonlyMap<StageName, Manifest>;

// A stage whose need failed is not a separate error.
type Outcome = E.Either<PipelineError | 'skipped', Manifest>;

const skipped: Outcome = E.left('skipped');

const start = async (
  stage: Stage,
  context: StageContext,
  needs: readonly Promise<Outcome>[],
  ports: Ports,
): Promise<Outcome> => {
  const before = await Promise.all(needs);
  if (!before.every(E.isRight)) return skipped;
  const outcome = await runStage(stage, context)(ports)();
  if (E.isLeft(outcome)) {
    await reportProgress(stage, context, { kind: 'failed', message: renderPipelineError(outcome.left) })(
      ports,
    )();
  }
  return outcome;
};

const errorsOf = (outcomes: readonly Outcome[]): readonly PipelineError[] =>
  outcomes.flatMap((outcome) => (E.isLeft(outcome) && outcome.left !== 'skipped' ? [outcome.left] : []));

// An interruption explains the other errors of its time, and may meet several stages.
const firstError = (outcomes: readonly Outcome[]): PipelineError | undefined => {
  const errors = errorsOf(outcomes);
  const stages = errors.flatMap((error) => (error._tag === 'Interrupted' ? error.stages : []));
  return stages.length > 0 ? { _tag: 'Interrupted', stages } : errors[0];
};

const runStages =
  ({ stages }: Pipeline, context: StageContext): Effect<Manifests> =>
  (ports) =>
  async () => {
    const started = new Map<StageName, Promise<Outcome>>();
    for (const stage of stages) {
      const needs = stage.needs.flatMap((need) => started.get(need) ?? []);
      started.set(stage.name, start(stage, context, needs, ports));
    }
    const outcomes = await Promise.all(started.values());
    const error = firstError(outcomes);
    if (error !== undefined) return E.left(error);
    const manifests = outcomes.flatMap((outcome) => (E.isRight(outcome) ? [outcome.right] : []));
    return E.right(new Map(manifests.map((manifest) => [manifest.stage, manifest])));
  };

/**
 * Runs a pipeline: stages that need nothing of each other run at the same time; after a failure nothing new is
 * started, and running stages are waited for. Run again with the same id, it resumes where it stopped.
 *
 * @example
 * runPipeline(trainingPipeline, { config, runId })(ports)(); // right(…)
 */
export const runPipeline = (pipeline: Pipeline, run: Omit<Run, 'attempt'>): Effect<Manifests> => {
  const context: StageContext = { run: { ...run, attempt: 1 }, needs: [] };
  return pipe(
    checkSameConfig(context.run),
    RTE.flatMap(() => runStages(pipeline, context)),
  );
};
