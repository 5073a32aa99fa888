// The result of a whole run, in one object.
import { type Codec, integer, nullable, number, object, record, text } from '@credit-risk/io-ts-schema';
import type { StageName } from '@credit-risk/sagemaker-jobs';
import { type Manifest, secondsOf } from '../files/manifest';
import { Metrics } from '../files/metrics';
import type { Manifests } from './run-pipeline';

/** The result of a training run. */
export interface RunResult {
  readonly runId: string;
  readonly features: { readonly uri: string; readonly rows: number };
  readonly quarantine: { readonly uri: string; readonly rows: number };
  readonly rows: { readonly in: number; readonly out: number; readonly quarantined: number };
  readonly clients: number;
  /** Clients whose record is in the group, and who have no loan in the data. */
  readonly clientsWithoutLoans: number;
  readonly featureGroup: string;
  readonly model: string;
  readonly endpoint: string;
  readonly metrics: Metrics | null;
  /** Seconds from the opening of each stage's attempt to its result. */
  readonly seconds: Readonly<Record<string, number>>;
}

const count = integer({ minimum: 0 });
const located = object({ uri: text(), rows: count });

export const RunResult: Codec<RunResult> = object(
  {
    runId: text(),
    features: located,
    quarantine: located,
    rows: object({ in: count, out: count, quarantined: count }),
    clients: count,
    clientsWithoutLoans: count,
    featureGroup: text(),
    model: text(),
    endpoint: text(),
    metrics: nullable(Metrics),
    seconds: record(text(), number()),
  },
  { name: 'RunResult', description: 'The result of a training run.' },
);

/**
 * The result of a run from the manifests of its stages.
 *
 * @example
 * runResult('20261124t101502-k3f9', manifests).endpoint; // 'credit-risk-local'
 */
export const runResult = (runId: string, manifests: Manifests): RunResult => {
  const output = (stage: StageName, role: string): string => manifests.get(stage)?.outputs[role] ?? '';
  const counted = (stage: StageName, name: keyof Manifest['counts']): number =>
    manifests.get(stage)?.counts[name] ?? 0;
  const engineered = (name: keyof Manifest['counts']): number => counted('feature-engineering', name);
  return {
    runId,
    features: { uri: output('feature-engineering', 'features'), rows: engineered('rowsOut') },
    quarantine: { uri: output('feature-engineering', 'quarantine'), rows: engineered('rowsQuarantined') },
    rows: {
      in: engineered('rowsIn'),
      out: engineered('rowsOut'),
      quarantined: engineered('rowsQuarantined'),
    },
    clients: engineered('clients'),
    clientsWithoutLoans: counted('register-features', 'clientsWithoutLoans'),
    featureGroup: output('register-features', 'featureGroup'),
    model: output('create-model', 'model'),
    endpoint: output('create-endpoint', 'endpoint'),
    metrics: manifests.get('training')?.metrics ?? null,
    seconds: Object.fromEntries([...manifests].map(([stage, manifest]) => [stage, secondsOf(manifest)])),
  };
};
