// The example of README.md: readme.test.ts runs it and compares it with the text.
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { imageUri, parseConfig, renderConfigErrors } from '../src/index';

const text = `{
  "version": 1,
  "project": "credit-risk",
  "environment": "local",
  "aws": { "region": "eu-west-1", "accountId": "111122223333" },
  "roleArn": "arn:aws:iam::111122223333:role/credit-risk",
  "artifactsUri": "s3://credit-risk/artifacts",
  "dataset": { "uri": "s3://credit-risk/raw/loans.csv" },
  "environments": {
    "production": { "stages": { "training": { "seed": 7 } } }
  }
}`;

export const image = pipe(
  parseConfig(text),
  E.map(({ aws, stages }) => imageUri(aws, stages.training.image)),
);
// right('111122223333.dkr.ecr.eu-west-1.amazonaws.com/credit-risk/training:0.1.0')

export const seed = pipe(
  parseConfig(text, 'production'),
  E.map(({ stages }) => stages.training.seed),
);
// right(7)

export const said = pipe(parseConfig(text.replace('"seed"', '"sed"')), E.mapLeft(renderConfigErrors));
// left:
// $.environments.production.stages.training.sed is 7; expected one of the keys instanceType, …; did you mean 'seed'?
