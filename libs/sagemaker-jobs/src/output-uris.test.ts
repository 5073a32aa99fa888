import * as fc from 'fast-check';
import { outputUris } from './index';
import { arbitraryRun } from './arbitrary-run.fixtures';
import { runWith } from './run.fixtures';

describe('the files of a run', () => {
  it('lie below the run', () => {
    const home = 's3://credit-risk/artifacts/runs/20261124t101502-k3f9';
    const { manifest, attempt, ...uris } = outputUris({ ...runWith(), attempt: 2 });
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
    expect(attempt('create-model')).toBe(`${home}/stages/create-model/attempts/2.json`);
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
