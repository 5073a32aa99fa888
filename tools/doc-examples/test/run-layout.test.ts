// docs/architecture.md shows the files of a run: they are those of outputUris, no more and no less.
import { decodeConfig } from '@credit-risk/config';
import { jobName, outputUris, RunId } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const documented = (): readonly string[] => {
  const text = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'architecture.md'), 'utf8');
  return [...text.matchAll(/^(<artifactsUri>\S+)/gm)].map(([, uri = '']) => uri);
};

const valueOf = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

const [artifacts, stage, attempt] = ['s3://credit-risk/artifacts', 'register-features', 7] as const;

const laidOut = (): readonly string[] => {
  const config = valueOf(
    decodeConfig({
      version: 1,
      project: 'credit-risk',
      environment: 'local',
      aws: { region: 'eu-west-1', accountId: '000000000000' },
      roleArn: 'arn:aws:iam::000000000000:role/credit-risk',
      artifactsUri: artifacts,
      dataset: { uri: 's3://credit-risk/raw/loans.csv' },
    }),
  );
  const run = { config, runId: valueOf(RunId.decode('20261124t101502-k3f9')), attempt };
  const uris = outputUris(run);
  const shown = (uri: string): string =>
    uri
      .replace(artifacts, '<artifactsUri>')
      .replace(jobName(run, 'training'), '<job>')
      .replace(run.runId, '<runId>')
      .replace(stage, '<stage>')
      .replace(/\/7(?=[/.])/, '/<n>');
  return [
    uris.config,
    uris.attempt(stage),
    uris.lease(stage),
    uris.manifest(stage),
    uris.report(stage, '<report>'),
    `${uris.featureEngineering.folder}/…`,
    `${dirname(uris.training.model)}/…`,
  ].map(shown);
};

describe('the files of a run in docs/architecture.md', () => {
  it('are those of outputUris', () => {
    expect([...documented()].sort()).toEqual([...laidOut()].sort());
  });
});
