// Models, endpoint configurations and one endpoint whose deployments take a minute.
import type { AwsError } from '@credit-risk/aws-effects';
import type { EndpointState } from '@credit-risk/pipelines';
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { awsError } from './aws-error';

/** How the nth deployment ends. */
export type Deployments = (nth: number) => 'deployed' | 'rolled back' | 'failed';

interface Pending {
  readonly configName: string;
  readonly since: number;
  readonly nth: number;
}

export interface FakeEndpoint {
  /** Names of all endpoints there are: one or none. */
  readonly names: () => readonly string[];
  readonly create: (name: string, configName: string) => TE.TaskEither<AwsError, void>;
  readonly update: (name: string, configName: string) => TE.TaskEither<AwsError, void>;
  readonly describe: (name: string) => TE.TaskEither<AwsError, EndpointState>;
  readonly remove: (name: string) => void;
}

const duration = 60_000;

export const fakeEndpoint = (now: () => number, deployments: Deployments): FakeEndpoint => {
  let state: (EndpointState & { readonly name: string }) | null = null;
  let pending: Pending | null = null;
  let count = 0;
  const begin = (configName: string): void => {
    count += 1;
    pending = { configName, since: now(), nth: count };
  };
  const settle = (): void => {
    if (state === null || pending === null || now() - pending.since < duration) return;
    const ending = deployments(pending.nth);
    const isFirst = state.status === 'Creating';
    const deployed = { ...state, configName: pending.configName, status: 'InService', failureReason: null };
    const rolledBack = { ...state, status: isFirst ? 'Failed' : 'InService' };
    state = {
      ...(ending === 'deployed' ? deployed : rolledBack),
      ...(ending === 'failed' ? { failureReason: 'did not pass the ping health check' } : {}),
      pendingConfigName: null,
      changedAt: now(),
    };
    pending = null;
  };
  return {
    names: () => (state === null ? [] : [state.name]),
    create: (name, configName) => async () => {
      if (state !== null) return awsError('AlreadyExists', 'CreateEndpoint')();
      begin(configName);
      state = {
        name,
        arn: `arn:endpoint/${name}`,
        status: 'Creating',
        configName,
        pendingConfigName: configName,
        failureReason: null,
        changedAt: now(),
      };
      return E.right(undefined);
    },
    update: (name, configName) => async () => {
      settle();
      if (state?.name !== name) return awsError('NotFound', 'UpdateEndpoint')();
      if (pending !== null) return awsError('Conflict', 'UpdateEndpoint')();
      begin(configName);
      state = { ...state, status: 'Updating', pendingConfigName: configName, changedAt: now() };
      return E.right(undefined);
    },
    describe: (name) => async () => {
      settle();
      return state?.name === name ? E.right(state) : awsError('NotFound', 'DescribeEndpoint')();
    },
    remove: () => {
      state = null;
      pending = null;
    },
  };
};
