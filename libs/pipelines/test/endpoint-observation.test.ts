// What a runner makes of each word of the service for the state of an endpoint.
import type { EndpointState, Observation } from '../src';
import { deploymentObservation } from '../src/stages/endpoint-observation';

type Tag = Observation['_tag'];

const endpoint: EndpointState = {
  arn: 'arn:endpoint/e',
  status: 'InService',
  configName: 'asked',
  pendingConfigName: null,
  failureReason: null,
  changedAt: 2,
};

const seen = (state: Partial<EndpointState> | null, createdAt = 1): Observation =>
  deploymentObservation({
    endpointName: 'e',
    configName: 'asked',
    config: { arn: 'arn:endpoint-config/asked', createdAt },
    endpoint: state === null ? null : { ...endpoint, ...state },
  });

describe('an endpoint', () => {
  it.each<[string, Tag]>([
    ['InService', 'Succeeded'],
    ['Creating', 'Active'],
    ['Updating', 'Active'],
    ['SystemUpdating', 'Active'],
    ['RollingBack', 'Active'],
    ['Deleting', 'Active'],
    ['AWordThatCameLater', 'Active'],
    ['Failed', 'Failed'],
    ['OutOfService', 'Failed'],
    ['UpdateRollbackFailed', 'Failed'],
  ])('that is %s with the configuration asked for is seen as %s', (status, tag) => {
    expect(seen({ status })).toMatchObject({ _tag: tag, status });
  });

  it('that cannot be used is reported as unusable, not as a failed update', () => {
    expect(seen({ status: 'Failed', failureReason: 'no capacity' })).toMatchObject({
      error: { _tag: 'EndpointUnusable', endpoint: 'e', status: 'Failed', failureReason: 'no capacity' },
    });
  });

  it('with another configuration went back if it changed since, and else was never updated', () => {
    expect(seen({ configName: 'old' })).toMatchObject({
      _tag: 'Failed',
      error: { _tag: 'EndpointNotDeployed', asked: 'asked', live: 'old' },
    });
    expect(seen({ configName: 'old' }, 2)).toEqual({ _tag: 'Absent' });
  });

  it('that is not there, or has no configuration of the name, is absent', () => {
    expect(seen(null)).toEqual({ _tag: 'Absent' });
    const without = { endpointName: 'e', configName: 'asked', config: null, endpoint };
    expect(deploymentObservation(without)).toEqual({ _tag: 'Absent' });
  });
});
