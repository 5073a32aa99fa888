// Whether an endpoint serves the requested configuration, from the state of both.
import type { PipelineError } from '../errors/pipeline-error';
import type { EndpointConfigState, EndpointState } from '../ports/sagemaker';
import type { Observation } from '../pipeline/stage';

const finalStatuses = ['InService', 'Failed', 'OutOfService', 'UpdateRollbackFailed'];

/** Whether the service still works on the endpoint; an unknown status is not final. */
export const isInTransition = ({ status }: EndpointState): boolean => !finalStatuses.includes(status);

const unusable = (endpoint: string, { status, failureReason }: EndpointState): PipelineError => ({
  _tag: 'EndpointUnusable',
  endpoint,
  status,
  failureReason,
});

const notDeployed = (asked: string, endpoint: string, state: EndpointState): PipelineError => ({
  _tag: 'EndpointNotDeployed',
  endpoint,
  asked,
  live: state.configName,
  status: state.status,
  failureReason: state.failureReason,
});

/** The requested names, and what the service has of them. */
export interface Deployment {
  readonly endpointName: string;
  readonly configName: string;
  readonly config: EndpointConfigState | null;
  readonly endpoint: EndpointState | null;
}

/**
 * An update that failed ends as `InService` with the configuration from before it: so the live configuration decides,
 * whatever the status says. An endpoint that has not changed since the configuration was made was never updated to it.
 */
export const deploymentObservation = (deployment: Deployment): Observation => {
  const { endpointName, configName, config, endpoint } = deployment;
  if (config === null || endpoint === null) return { _tag: 'Absent' };
  const { status } = endpoint;
  const taggedArn = config.arn;
  if (isInTransition(endpoint)) return { _tag: 'Active', status, isStopping: false, taggedArn };
  if (status !== 'InService') {
    return { _tag: 'Failed', status, taggedArn, error: unusable(endpointName, endpoint) };
  }
  if (endpoint.configName === configName) return { _tag: 'Succeeded', status, taggedArn };
  if (endpoint.changedAt <= config.createdAt) return { _tag: 'Absent' };
  return { _tag: 'Failed', status, taggedArn, error: notDeployed(configName, endpointName, endpoint) };
};
