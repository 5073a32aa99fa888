// `submit`, `wait`, `status` and `stop`: one stage of a run.
import type { PipelineConfig } from '@credit-risk/config';
import {
  type Effect,
  readRun,
  type Stage,
  stageNamed,
  stageNamesOf,
  statusOfStage,
  stopStage,
  submitStage,
  waitForStage,
} from '@credit-risk/pipelines';
import type { RunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { badArguments, type CliError } from '../world/cli-error';
import type { Command } from '../world/command';
import { loadConfig } from '../world/load-config';
import type { World } from '../world/world';
import { type BusyOptions, pipeline, portsFor, type Run, runIdOf } from './run-options';

/** Options of the commands on one stage. */
export interface StageOptions extends BusyOptions {
  readonly runId: string;
  readonly artifacts?: string;
  readonly config?: string;
  readonly environment?: string;
  readonly asOf?: string;
}

/** What can be done with one stage. */
export type StageVerb = 'submit' | 'wait' | 'status' | 'stop';

const stageOf = (name: string): E.Either<CliError, Stage> =>
  pipe(
    stageNamed(pipeline, name),
    E.fromOption(() =>
      badArguments(
        `there is no stage ${JSON.stringify(name)}; expected one of ${stageNamesOf(pipeline).join(', ')}`,
      ),
    ),
  );

const artifactsPattern = /^s3:\/\/[^/]+(\/[^/]+)*$/;

const artifactsOf = (world: World, options: StageOptions): TE.TaskEither<CliError, string> => {
  const { artifacts, config, ...others } = options;
  if (artifacts !== undefined) {
    return artifactsPattern.test(artifacts)
      ? TE.right(artifacts)
      : TE.left(
          badArguments(
            `--artifacts is ${JSON.stringify(artifacts)}; expected s3://bucket or s3://bucket/prefix, without a slash at its end`,
          ),
        );
  }
  if (config === undefined) {
    return TE.left(badArguments('either --artifacts or --config must say where the files of the run are'));
  }
  return pipe(
    loadConfig(world, { ...others, config }),
    TE.map(({ artifactsUri }) => artifactsUri),
  );
};

// The first stage takes the configuration from its source, all others from the run.
const configOf = (
  world: World,
  stage: Stage,
  verb: StageVerb,
  runId: RunId,
  options: StageOptions,
): TE.TaskEither<CliError, PipelineConfig> => {
  const { config, ...others } = options;
  if (stage.needs.length === 0 && verb === 'submit') {
    return config === undefined
      ? TE.left(badArguments(`submit ${stage.name} needs --config`))
      : loadConfig(world, { ...others, config });
  }
  return pipe(
    artifactsOf(world, options),
    TE.flatMap((artifacts) => readRun(artifacts, runId)(world.ports)),
  );
};

const verbs: Readonly<Record<StageVerb, (stage: Stage, run: Run) => Effect<object>>> = {
  submit: submitStage,
  wait: waitForStage,
  status: statusOfStage,
  stop: stopStage,
};

/** Does something with one stage of a run. */
export const onStage =
  (verb: StageVerb, stageName: string, options: StageOptions): Command =>
  (world) =>
    pipe(
      TE.Do,
      TE.bind('stage', () => TE.fromEither(stageOf(stageName))),
      TE.bind('runId', () => TE.fromEither(runIdOf(options.runId))),
      TE.bind('config', ({ stage, runId }) => configOf(world, stage, verb, runId, options)),
      TE.flatMap(({ stage, ...begun }) => verbs[verb](stage, begun)(portsFor(world, options))),
      TE.map((result) => JSON.stringify(result)),
    );
