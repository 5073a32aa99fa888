// Whether the API and its dependencies are ready. The route is public, so a result is used for some seconds.
import type { PredictionError } from '@credit-risk/prediction-client';
import type { Health } from '@credit-risk/scoring-contract';
import * as E from 'fp-ts/Either';
import type * as RT from 'fp-ts/ReaderTask';
import type * as TE from 'fp-ts/TaskEither';
import type { Api } from '../../domain/api';

const goodFor = 5_000;
const patience = { timeoutMilliseconds: 1_000 };

const statusOf = async (check: TE.TaskEither<PredictionError, void>): Promise<'pass' | 'fail'> =>
  E.isRight(await check()) ? 'pass' : 'fail';

const look = async ({ dependencies }: Api): Promise<Health> => {
  const [featureStore, endpoint] = await Promise.all([
    statusOf(dependencies.featureStore(patience)),
    statusOf(dependencies.endpoint(patience)),
  ]);
  return {
    status: featureStore === 'pass' && endpoint === 'pass' ? 'pass' : 'fail',
    checks: { featureStore: { status: featureStore }, endpoint: { status: endpoint } },
  };
};

/** Checks at most every five seconds; a request in between gets the last result. */
export const healthLook = (): RT.ReaderTask<Api, Health> => {
  let seen: { readonly at: number; readonly health: Promise<Health> } | null = null;
  return (api) => () => {
    const at = api.now();
    if (seen === null || at - seen.at >= goodFor) seen = { at, health: look(api) };
    return seen.health;
  };
};
