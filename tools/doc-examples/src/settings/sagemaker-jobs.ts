// What the examples of sagemaker-jobs name.
import { decodeConfig } from '@credit-risk/config';
import { makeRunId, type Run } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';

const decoded = decodeConfig({
  version: 1,
  project: 'credit-risk',
  environment: 'local',
  aws: { region: 'eu-west-1', accountId: '111122223333' },
  roleArn: 'arn:aws:iam::111122223333:role/credit-risk',
  artifactsUri: 's3://credit-risk/artifacts',
  dataset: { uri: 's3://credit-risk/raw/loans.csv' },
});
if (E.isLeft(decoded)) throw new Error('no configuration');

export const config = decoded.right;

export const runId = makeRunId(new Date('2026-11-24T10:15:02Z'), 'k3f9');
export const run: Run = { config, runId, attempt: 1 };
