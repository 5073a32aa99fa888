import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { systemClock } from '@credit-risk/aws-effects';
import type { PipelineConfig } from '@credit-risk/config';
import { sageMakerFeatureGroups, sageMakerOnlineStore } from '@credit-risk/feature-store';
import {
  type Ports,
  renderPipelineError,
  runPipeline,
  runResult,
  s3Objects,
  sageMakerService,
  trainingPipeline,
} from '@credit-risk/pipelines';
import type { RunId } from '@credit-risk/sagemaker-jobs';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

// Without timeouts, the SDK waits forever for a silent connection.
const requestHandler = { requestTimeout: 20_000, socketTimeout: 20_000, throwOnRequestTimeout: true };

/** Trains and deploys, or resumes a run; the clients take all other settings from the environment. */
export const train = (config: PipelineConfig, runId: RunId, signal: AbortSignal) => {
  const sagemaker = new SageMakerClient({ requestHandler });
  const records = new SageMakerFeatureStoreRuntimeClient({ requestHandler, retryMode: 'adaptive' });
  const ports: Ports = {
    objects: s3Objects(new S3Client({ requestHandler })),
    sagemaker: sageMakerService(sagemaker, { signal }),
    features: {
      groups: sageMakerFeatureGroups(sagemaker),
      onlineStore: (group) => sageMakerOnlineStore(records, group, { signal }),
    },
    processes: {
      self: { host: hostname(), processId: process.pid, processSpace: null, processStart: null },
      isAlive: () => () => true, // if in doubt: a lease then lasts until it expires
      newId: randomUUID,
    },
    clock: systemClock,
    random: Math.random,
    progress:
      ({ stage, kind }) =>
      () =>
        console.error(`${stage}: ${kind}`),
    whenBusy: 'fail',
    signal,
    force: new AbortController().signal,
  };
  return pipe(
    runPipeline(trainingPipeline, { config, runId })(ports),
    TE.bimap(renderPipelineError, (manifests) => runResult(runId, manifests)),
  );
};
