import type { AwsError } from '@credit-risk/aws-effects';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { type Endpoint, removeIfFailed } from './failed-endpoint';

const never = new AbortController().signal;

/** An endpoint whose status changes with each look; deleted, it is gone after one more. */
const endpointWith = (...statuses: readonly (string | null)[]) => {
  let left = [...statuses];
  const removed: string[] = [];
  const endpoint: Endpoint = {
    name: 'credit-risk-local',
    status: TE.fromIO(() => (left.length > 1 ? (left.shift() ?? null) : (left[0] ?? null))),
    remove: TE.fromIO(() => {
      removed.push('credit-risk-local');
      left = ['Deleting', null];
    }),
  };
  return { endpoint, removed };
};

describe('an endpoint of an earlier state', () => {
  it('makes way if it fails when it comes back', async () => {
    const { endpoint, removed } = endpointWith('SystemUpdating', 'SystemUpdating', 'Failed');
    expect(await removeIfFailed(endpoint, never)()).toEqual(E.right('removed'));
    expect(removed).toHaveLength(1);
    expect(await endpoint.status()).toEqual(E.right(null));
  });

  it.each([
    ['it serves again', ['SystemUpdating', 'InService']],
    ['it is being deployed', ['Creating']],
    ['there is none', [null]],
  ])('is left alone if %s', async (_what, statuses) => {
    const { endpoint, removed } = endpointWith(...statuses);
    expect(await removeIfFailed(endpoint, never)()).toEqual(E.right('kept'));
    expect(removed).toEqual([]);
  });

  it('that cannot be described is an error with the service’s words', async () => {
    const refused: AwsError = {
      _tag: 'Rejected',
      operation: 'DescribeEndpoint',
      code: 'AccessDeniedException',
      message: 'not yours',
      requestId: null,
      cause: null,
    };
    const endpoint = { ...endpointWith().endpoint, status: TE.left(refused) };
    expect(await removeIfFailed(endpoint, never)()).toMatchObject(
      E.left({ message: expect.stringContaining('not yours') }),
    );
  });
});
