// A run for tests, written out.
import * as E from 'fp-ts/Either';
import { decodeConfig, type PipelineConfig, renderConfigErrors } from '@credit-risk/config';
import { makeRunId, type Run } from './run';

const started = new Date('2026-11-24T10:15:02Z');
const role = 'arn:aws:iam::111122223333:role/credit-risk';

/** The smallest configuration, with these stages. */
export const configWith = (stages: object = {}, top: object = {}): PipelineConfig => {
  const result = decodeConfig({
    version: 1,
    project: 'credit-risk',
    environment: 'local',
    aws: { region: 'eu-west-1', accountId: '111122223333' },
    roleArn: role,
    artifactsUri: 's3://credit-risk/artifacts',
    dataset: { uri: 's3://credit-risk/raw/loans.csv' },
    stages,
    ...top,
  });
  if (E.isLeft(result)) throw new Error(renderConfigErrors(result.left));
  return result.right;
};

/** A run of the smallest configuration, with these stages. */
export const runWith = (stages: object = {}, top: object = {}): Run => ({
  config: configWith(stages, top),
  runId: makeRunId(started, 'k3f9'),
  attempt: 1,
});
