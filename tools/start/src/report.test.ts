import { ClientId } from '@credit-risk/loan-features';
import type { RunResult } from '@credit-risk/pipelines';
import { type ShownPrediction, summary } from './report';

const run: RunResult = {
  runId: '20261124t101502-k3f9',
  features: { uri: 's3://b/features', rows: 98 },
  quarantine: { uri: 's3://b/quarantine', rows: 2 },
  rows: { in: 100, out: 98, quarantined: 2 },
  clients: 7,
  clientsWithoutLoans: 0,
  featureGroup: 'loans',
  model: 'model-1',
  endpoint: 'credit-risk-local',
  metrics: {
    auc: 0.7512,
    gini: 0.5024,
    ks: null,
    brier: null,
    precision: null,
    recall: null,
    threshold: null,
    baseRate: 0.03,
    meanPrediction: 0.03,
  },
  seconds: {},
};

const clientId = '5008804';
if (!ClientId.is(clientId)) throw new Error('not the id of a client');

const prediction: ShownPrediction = {
  clientId,
  probabilityOfDefault: 0.01234,
  decision: 'approve',
  features: {
    nb_previous_loans: 3,
    avg_amount_loans_previous: 104.831726,
    age: 32,
    years_on_the_job: null,
    flag_own_car: 1,
  },
};

describe('The summary of a run', () => {
  const lines = summary(run, prediction, 'http://127.0.0.1:4566/api').split('\n');
  const after = (label: string): string =>
    lines
      .find((line) => line.trim().startsWith(label))
      ?.trim()
      .slice(label.length)
      .trim() ?? '';

  it('lists what was made', () => {
    expect(after('loans')).toBe('100 in, 98 with features, 2 quarantined');
    expect(after('model')).toBe('model-1');
    expect(after('endpoint')).toBe('credit-risk-local');
  });

  it('keeps a metric that is not defined apart from zero', () => {
    expect(after('AUC, Gini, KS')).toBe('0.751, 0.502, not defined');
  });

  it('shows the features and the probability of one client', () => {
    expect(after('avg_amount_loans_previous')).toBe('104.831726');
    expect(after('years_on_the_job')).toBe('none');
    expect(after('probability of default')).toBe('1.23 %  (approve)');
  });
});
