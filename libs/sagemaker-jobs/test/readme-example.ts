// The example of README.md: readme.test.ts runs it and compares it with the text.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { decodeConfig } from '@credit-risk/config';
import { makeRunId, outputUris, trainingJob } from '../src/index';

const config = decodeConfig({
  version: 1,
  project: 'credit-risk',
  environment: 'local',
  aws: { region: 'eu-west-1', accountId: '111122223333' },
  roleArn: 'arn:aws:iam::111122223333:role/credit-risk',
  artifactsUri: 's3://credit-risk/artifacts',
  dataset: { uri: 's3://credit-risk/raw/loans.csv' },
});

export const request = pipe(
  config,
  E.map((config) => ({ config, runId: makeRunId(new Date('2026-11-24T10:15:02Z'), 'k3f9'), attempt: 1 })),
  E.map((run) => {
    const { features, persons } = outputUris(run).featureEngineering;
    return trainingJob(run, { featuresUri: features, personsUri: persons });
  }),
);
// right({ TrainingJobName: 'credit-risk-local-training-20261124t101502-k3f9-1', HyperParameters: { … }, Tags: [ … ], … })
// … which is what `new CreateTrainingJobCommand(…)` of @aws-sdk/client-sagemaker takes.
