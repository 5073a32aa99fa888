// What a person reads at the end of a run; the JSON line below it is for programs.
import type { RunResult } from '@credit-risk/pipelines';
import type { Prediction } from '@credit-risk/scoring-contract';

/** What is shown of a prediction. */
export type ShownPrediction = Pick<Prediction, 'clientId' | 'probabilityOfDefault' | 'decision' | 'features'>;

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const rounded = (value: unknown): string => (typeof value === 'number' ? value.toFixed(3) : 'not defined');

const line = (label: string, value: string): string => `  ${label.padEnd(28)}${value}`;

/** The summary of a run: what was made, how good it is, and one client's features and probability of default. */
export const summary = (run: RunResult, prediction: ShownPrediction, apiUrl: string): string =>
  [
    '',
    `Run ${run.runId}`,
    line('loans', `${run.rows.in} in, ${run.rows.out} with features, ${run.rows.quarantined} quarantined`),
    line('clients', String(run.clients)),
    line('feature group', run.featureGroup),
    line('model', run.model),
    line('endpoint', run.endpoint),
    line('API', apiUrl),
    line(
      'AUC, Gini, KS',
      (['auc', 'gini', 'ks'] as const).map((name) => rounded(run.metrics?.[name])).join(', '),
    ),
    '',
    `Client ${prediction.clientId}`,
    ...Object.entries(prediction.features).map(([name, value]) => line(name, String(value ?? 'none'))),
    line('probability of default', `${percent(prediction.probabilityOfDefault)}  (${prediction.decision})`),
    '',
  ].join('\n');
