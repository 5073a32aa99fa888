// A run in the fake world, as tests begin it.
import { parseConfig, type PipelineConfig } from '@credit-risk/config';
import { RunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';

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
