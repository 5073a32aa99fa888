// What can go wrong with the endpoint.
import { because, logOf, nextAttempt } from './advice';
import type { ErrorTable } from './error-table';

/** The endpoint does not serve the requested configuration. */
export interface EndpointNotDeployed {
  readonly _tag: 'EndpointNotDeployed';
  readonly endpoint: string;
  readonly status: string;
  readonly asked: string;
  /** The configuration that is live. */
  readonly live: string;
  readonly failureReason: string | null;
}

/** The endpoint is in a state from which it cannot be updated. */
export interface EndpointUnusable {
  readonly _tag: 'EndpointUnusable';
  readonly endpoint: string;
  readonly status: string;
  readonly failureReason: string | null;
}

/** A deployment that is not this run's is in progress. */
export interface EndpointBusy {
  readonly _tag: 'EndpointBusy';
  readonly endpoint: string;
  readonly status: string;
  readonly pending: string | null;
}

export type EndpointError = EndpointNotDeployed | EndpointUnusable | EndpointBusy;

const endpointLog = (endpoint: string): string =>
  logOf('endpoints', endpoint, `/aws/sagemaker/Endpoints/${endpoint}`);

export const endpointErrors: ErrorTable<EndpointError> = {
  EndpointNotDeployed: {
    severity: 'permanent',
    message: ({ endpoint, status, asked, live, failureReason }) =>
      `endpoint ${endpoint} is ${status} with configuration ${live}, not with the requested ${asked}${because(failureReason)}`,
    remedy: ({ endpoint }) =>
      `The previous configuration still serves. Read its log: ${endpointLog(endpoint)}. Once the cause is gone, ${nextAttempt}.`,
  },
  EndpointUnusable: {
    severity: 'permanent',
    message: ({ endpoint, status, failureReason }) =>
      `endpoint ${endpoint} is ${status}${because(failureReason)}`,
    remedy: ({ endpoint }) =>
      `An endpoint in this state cannot be updated: delete it (aws sagemaker delete-endpoint --endpoint-name ${endpoint}) and run the same command with the same --run-id again, which creates it anew.`,
  },
  EndpointBusy: {
    severity: 'retryable',
    message: ({ endpoint, status, pending }) =>
      `endpoint ${endpoint} is ${status}: a deployment of ${pending ?? 'another configuration'} is in progress`,
    remedy: 'Run the same command with the same --run-id again once the endpoint is InService.',
  },
};
