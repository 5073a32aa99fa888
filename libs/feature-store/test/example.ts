import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerFeatureStoreRuntimeClient } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { backoff, systemClock } from '@credit-risk/aws-effects';
import {
  ensureGroup,
  type FeatureGroupSpec,
  getLoans,
  ingest,
  newestLoans,
  sageMakerFeatureGroups,
  sageMakerOnlineStore,
} from '../src/index';
import { type ClientId } from '@credit-risk/loan-features';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { asyncBufferFromFile } from 'hyparquet';

const patience = {
  clock: systemClock,
  policy: backoff({ first: 250, longest: 10_000 }),
  random: Math.random,
  surviveErrorsFor: 120_000,
};

// Without them the SDK waits for ever for a connection that has gone silent.
const requestHandler = { requestTimeout: 20_000, socketTimeout: 20_000, throwOnRequestTimeout: true };

/** Registers the loans of some files; then reads some clients. */
export const register = (
  spec: FeatureGroupSpec,
  files: readonly string[],
  clientIds: readonly ClientId[],
) => {
  const groups = sageMakerFeatureGroups(new SageMakerClient({ requestHandler }));
  const store = sageMakerOnlineStore(
    new SageMakerFeatureStoreRuntimeClient({ requestHandler, retryMode: 'adaptive' }),
    spec.name,
  );
  const source = newestLoans(files.map((name) => ({ name, open: () => asyncBufferFromFile(name) })));
  return pipe(
    ensureGroup(groups, { ...patience, giveUpAfter: 600_000 })(spec),
    TE.bindTo('group'),
    TE.bindW('report', () => ingest(store, { patience, concurrency: 16, mostProblems: 1000 })(source)),
    TE.bindW('read', () => getLoans(store, patience)(clientIds)),
  );
};
