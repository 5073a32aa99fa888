import * as fc from 'fast-check';
import { outputUris, runsUri, runUris } from './index';
import { arbitraryRun } from './arbitrary-run.fixtures';
import { runWith } from './run.fixtures';

describe('the files of a run', () => {
  it('lie below the run', () => {
    const home = 's3://credit-risk/artifacts/runs/20261124t101502-k3f9';
    const { manifest, lease, attempts, report, attempt, ...uris } = outputUris({ ...runWith(), attempt: 2 });
    const artifacts = `${home}/training/2/credit-risk-local-training-20261124t101502-k3f9-2/output`;
    expect(uris).toEqual({
      config: `${home}/config.json`,
      featureEngineering: {
        folder: `${home}/feature-engineering/2`,
        features: `${home}/feature-engineering/2/features`,
        persons: `${home}/feature-engineering/2/persons`,
        quarantine: `${home}/feature-engineering/2/quarantine`,
        summary: `${home}/feature-engineering/2/summary`,
      },
      training: {
        prefix: `${home}/training/2`,
        model: `${artifacts}/model.tar.gz`,
        output: `${artifacts}/output.tar.gz`,
      },
      offlineStore: 's3://credit-risk/artifacts/offline-store',
    });
    expect(manifest('training')).toBe(`${home}/stages/training/manifest.json`);
    expect(lease('training')).toBe(`${home}/stages/training/lease.json`);
    expect(report('register-features', 'stale-records')).toBe(
      `${home}/stages/register-features/stale-records.json`,
    );
    expect(attempts('create-model')).toBe(`${home}/stages/create-model/attempts`);
    expect(attempt('create-model')).toBe(`${home}/stages/create-model/attempts/2.json`);
  });

  it('are found by the id of the run alone, but for those of an attempt', () => {
    const run = runWith();
    const { artifactsUri } = run.config;
    const uris = outputUris(run);
    const byId = runUris(artifactsUri, run.runId);
    expect(byId.config).toBe(uris.config);
    for (const file of ['manifest', 'lease', 'attempts'] as const)
      expect(byId[file]('training')).toBe(uris[file]('training'));
    expect(byId.report('training', 'metrics')).toBe(uris.report('training', 'metrics'));
    expect(byId.config).toBe(`${runsUri(artifactsUri)}/${run.runId}/config.json`);
  });

  it('have URIs of a length that the service takes', () => {
    fc.assert(
      fc.property(arbitraryRun, (run) => {
        const longest = outputUris(run).training.output;
        expect(longest.length - run.config.artifactsUri.length).toBeLessThan(200);
      }),
    );
  });
});
