// A run in the fake world, as tests begin it.
import { parseConfig, type PipelineConfig } from '@credit-risk/config';
import { RunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import {
  type Ports,
  type Stage,
  stageNamed,
  stageNamesOf,
  submitStage,
  trainingPipeline,
  waitForStage,
} from '@credit-risk/pipelines';

const text = JSON.stringify({
  version: 1,
  project: 'credit-risk',
  environment: 'local',
  aws: { region: 'eu-west-1', accountId: '000000000000' },
  roleArn: 'arn:aws:iam::000000000000:role/credit-risk',
  artifactsUri: 's3://credit-risk/artifacts',
  dataset: { uri: 's3://credit-risk/raw/loans.csv' },
});

/** The value of a right; a left fails the test with all that it holds. */
export const rightOf = <E, A>(result: E.Either<E, A>): A => {
  if (E.isLeft(result)) throw new Error(`left: ${JSON.stringify(result.left)}`);
  return result.right;
};

/** The value of a left. */
export const leftOf = <E, A>(result: E.Either<E, A>): E => {
  if (E.isRight(result)) throw new Error(`right: ${JSON.stringify(result.right)}`);
  return result.left;
};

export const configOf = (): PipelineConfig => rightOf(parseConfig(text));

export const runId = (id = 'r1'): RunId => rightOf(RunId.decode(id));

export const aRun = (id = 'r1') => ({ config: configOf(), runId: runId(id) });

/** A stage of the training pipeline. */
export const stage = (name: string): Stage => {
  const found = stageNamed(trainingPipeline, name);
  if (found._tag === 'None') throw new Error(`no stage ${name}`);
  return found.value;
};

/** Completes the stages of a run before this one. */
export const completeBefore = async (
  name: string,
  run: ReturnType<typeof aRun>,
  ports: Ports,
): Promise<void> => {
  const names = stageNamesOf(trainingPipeline);
  for (const before of names.slice(0, names.indexOf(stage(name).name))) {
    rightOf(await submitStage(stage(before), run)(ports)());
    rightOf(await waitForStage(stage(before), run)(ports)());
  }
};
