import * as fc from 'fast-check';
import { contractVersion } from '@credit-risk/loan-features';
import { featureGroupName, jobName, nameStem, type Run, stageNames } from './index';
import { arbitraryRun } from './arbitrary-run.fixtures';
import { configWith, runWith } from './run.fixtures';

const allNames = (run: Run): readonly string[] => stageNames.map((stage) => jobName(run, stage));

describe('the name of a job', () => {
  it('is project, environment, stage, run and attempt', () => {
    expect(jobName(runWith(), 'training')).toBe('credit-risk-local-training-20261124t101502-k3f9-1');
  });

  it('keeps its end, and a digest of the whole, where it is too long', () => {
    const run = { ...runWith({}, { environment: 'production' }), attempt: 12 };
    const name = jobName(run, 'feature-engineering');
    expect(name).toMatch(/^credit-risk-production-fea[a-z-]*-[0-9a-f]{8}-20261124t101502-k3f9-12$/);
    expect(name).toHaveLength(63);
  });

  it('always fits the service', () => {
    fc.assert(
      fc.property(arbitraryRun, (run) => {
        allNames(run).forEach((name) => {
          expect(name).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
          expect(name.length).toBeLessThanOrEqual(63);
        });
      }),
    );
  });

  it('differs between stages, runs and attempts, also where it is shortened', () => {
    fc.assert(
      fc.property(arbitraryRun, arbitraryRun, (run, { runId, attempt }) => {
        const runs = [run, { ...run, runId }, { ...run, attempt }];
        const distinct = new Set(runs.map((one) => `${one.runId} ${one.attempt}`));
        expect(new Set(runs.flatMap(allNames)).size).toBe(distinct.size * stageNames.length);
      }),
    );
  });
});

describe('the name of the feature group', () => {
  it('holds the contract version and, where it is fixed, the date', () => {
    expect(featureGroupName(configWith(), contractVersion)).toBe(
      `credit-risk-local-loans-${contractVersion}`,
    );
    const fixed = configWith({}, { dataset: { uri: 's3://credit-risk/a.csv', asOf: '2021-01-31' } });
    expect(featureGroupName(fixed, contractVersion)).toBe(
      `credit-risk-local-loans-${contractVersion}-asof-20210131`,
    );
  });

  it('always fits the service', () => {
    fc.assert(
      fc.property(arbitraryRun, ({ config }) => {
        const name = featureGroupName(config, contractVersion);
        expect(name).toMatch(/^[a-zA-Z0-9]([_-]*[a-zA-Z0-9]){0,63}$/);
        expect(name.length).toBeLessThanOrEqual(64);
      }),
    );
  });
});

describe('the stem of names', () => {
  const expectStem = (run: Run): void => {
    const names = [...allNames(run), featureGroupName(run.config, contractVersion)];
    for (const name of names) expect(name.slice(0, nameStem(run.config).length)).toBe(nameStem(run.config));
  };

  it('is what they all begin with', () => {
    fc.assert(fc.property(arbitraryRun, expectStem));
  });

  it('is what they begin with where the longest project and environment leave them the least', () => {
    const dataset = { uri: 's3://credit-risk/a.csv', asOf: '2021-01-31' };
    const longest = { project: 'consumer-credit-risk', environment: 'production-b', dataset };
    expectStem({ ...runWith({}, longest), attempt: 999 });
    expect(nameStem(configWith({}, longest))).toBe('consumer-credit-ri');
  });
});
