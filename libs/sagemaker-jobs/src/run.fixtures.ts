// Runs for tests: one that is written out, and any.
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { decodeConfig, type PipelineConfig, renderConfigErrors } from '@credit-risk/config';
import { arbitraryConfig } from '@credit-risk/config/arbitrary';
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

/** Any run id that `makeRunId` makes. */
export const arbitraryRunId = fc
  .tuple(fc.date({ noInvalidDate: true }), fc.string())
  .map(([date, text]) => makeRunId(date, text));

/** Any run of any configuration. */
export const arbitraryRun: fc.Arbitrary<Run> = fc.record({
  config: arbitraryConfig,
  runId: arbitraryRunId,
  attempt: fc.integer({ min: 1, max: 999 }),
});
