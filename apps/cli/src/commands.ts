// What each command does, from decoded arguments to the line that it prints.
import type { PipelineConfig } from '@credit-risk/config';
import { configDigest } from '@credit-risk/config';
import {
  graphOf,
  mermaidOf,
  type Effect,
  type Pipeline,
  type Ports,
  readRun,
  runPipeline,
  runResult,
  type Stage,
  stageNamed,
  stageNamesOf,
  statusOfStage,
  stopStage,
  submitStage,
  trainingPipeline,
  waitForStage,
} from '@credit-risk/pipelines';
import { RunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type ConfigOptions, loadConfig } from './load-config';
import type { BadArguments, RunnerError } from './runner-error';
import type { World } from './world';

/** What a command yields: the text of standard output. */
export type Command = (world: World) => TE.TaskEither<RunnerError, string>;

const pipeline: Pipeline = trainingPipeline;

const badArguments = (message: string): BadArguments => ({ _tag: 'BadArguments', message });

const runIdOf = (text: string): E.Either<RunnerError, RunId> =>
  RunId.is(text)
    ? E.right(text)
    : E.left(
        badArguments(
          `--run-id is ${JSON.stringify(text)}; expected words of lower-case letters and digits joined by hyphens, at most 24 characters`,
        ),
      );

const stageOf = (name: string): E.Either<RunnerError, Stage> =>
  pipe(
    stageNamed(pipeline, name),
    E.fromOption(() =>
      badArguments(
        `there is no stage ${JSON.stringify(name)}; expected one of ${stageNamesOf(pipeline).join(', ')}`,
      ),
    ),
  );

/** What to do about a stage that another runner works on. */
interface BusyOptions {
  readonly whenBusy?: Ports['whenBusy'];
}

const portsFor = ({ ports }: World, { whenBusy = ports.whenBusy }: BusyOptions): Ports => ({
  ...ports,
  whenBusy,
});

/** Options of `run`. */
export interface RunOptions extends ConfigOptions, BusyOptions {
  readonly runId?: string;
}

/** Runs all stages. */
export const run =
  (options: RunOptions): Command =>
  (world) =>
    pipe(
      TE.Do,
      TE.bind('runId', () =>
        TE.fromEither(options.runId === undefined ? E.right(world.newRunId()) : runIdOf(options.runId)),
      ),
      TE.bind('config', () => loadConfig(world, options)),
      TE.bindW('manifests', (begun) => runPipeline(pipeline, begun)(portsFor(world, options))),
      TE.map(({ runId, manifests }) => JSON.stringify(runResult(runId, manifests))),
    );

/** Options of the commands on one stage. */
export interface StageOptions extends BusyOptions {
  readonly runId: string;
  readonly artifacts?: string;
  readonly config?: string;
  readonly environment?: string;
  readonly asOf?: string;
}

const artifactsPattern = /^s3:\/\/[^/]+(\/[^/]+)*$/;

const artifactsOf = (world: World, options: StageOptions): TE.TaskEither<RunnerError, string> => {
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
): TE.TaskEither<RunnerError, PipelineConfig> => {
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

/** What can be done with one stage. */
export type StageVerb = 'submit' | 'wait' | 'status' | 'stop';

const verbs: Readonly<
  Record<StageVerb, (stage: Stage, run: { config: PipelineConfig; runId: RunId }) => Effect<object>>
> = { submit: submitStage, wait: waitForStage, status: statusOfStage, stop: stopStage };

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
      TE.map((answer) => JSON.stringify(answer)),
    );

/** Prints the pipeline's graph. */
export const graph = (format: 'json' | 'mermaid'): Command => {
  const stages = graphOf(pipeline);
  return () => TE.right(format === 'json' ? JSON.stringify(stages) : mermaidOf(stages));
};

/** Checks a configuration. */
export const validate =
  (options: ConfigOptions): Command =>
  (world) =>
    pipe(
      loadConfig(world, options),
      TE.map((valid) =>
        JSON.stringify({
          valid: true,
          project: valid.project,
          environment: valid.environment,
          digest: configDigest(valid),
        }),
      ),
    );
