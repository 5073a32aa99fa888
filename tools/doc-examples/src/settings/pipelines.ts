// What the examples of pipelines name. What is only declared wants AWS: examples with it are compiled, and not run.
import type { PipelineConfig } from '@credit-risk/config';
import { contractVersion } from '@credit-risk/loan-features';
import type {
  Effect,
  Lineage,
  Manifest,
  Manifests,
  Ports,
  Stage,
  StageContext,
} from '@credit-risk/pipelines';

export { S3Client } from '@aws-sdk/client-s3';
export { SageMakerClient } from '@aws-sdk/client-sagemaker';
export { contractVersion } from '@credit-risk/loan-features';
export { runId } from './sagemaker-jobs';

export const configDigest = 'c'.repeat(64);

const lineage: Lineage = { data: [], code: {}, lock: {}, configDigest, contractVersion, seed: null };
export const engineered: Lineage = { ...lineage, code: { 'feature-engineering': 'e1' } };
export const trained: Lineage = { ...lineage, code: { training: 't1' } };

const endpointMade: Manifest = {
  manifestVersion: 1,
  runId: '20261124t101502-k3f9',
  stage: 'create-endpoint',
  attempt: 1,
  status: 'Completed',
  startedAt: '2026-11-24T10:20:00.000Z',
  endedAt: '2026-11-24T10:21:00.000Z',
  requestDigest: 'd'.repeat(64),
  resource: { name: 'credit-risk-local', arn: null },
  inputs: {},
  outputs: { endpoint: 'credit-risk-local' },
  counts: {},
  metrics: null,
  lineage,
};
export const manifests: Manifests = new Map([['create-endpoint', endpointMade]]);

export declare const bytes: Uint8Array;
export declare const config: PipelineConfig;
export declare const context: StageContext;
export declare const stage: Stage;
export declare const work: Effect<void>;
export declare const ports: Ports;
export const signal: AbortSignal = new AbortController().signal;
