// An endpoint's record after its deployment has succeeded or failed.
import { without } from '../machine/without';
import type { Deployment, EndpointRecord } from '../store/records';
import { described } from './deployment';

const LONGEST_REASON = 1_024;

/** The record after a deployment is live. */
export const afterSuccess = (record: EndpointRecord, deployment: Deployment, now: number): EndpointRecord => {
  const kept = record.next?.update?.DeploymentConfig;
  return {
    ...without(record, 'next'),
    live: deployment,
    description: {
      ...without(record.description, 'PendingDeploymentSummary', 'FailureReason'),
      ...described(deployment),
      ...(kept === undefined ? {} : { LastDeploymentConfig: kept }),
      EndpointStatus: 'InService',
      LastModifiedTime: now,
    },
  };
};

/**
 * The record after a deployment failed. A failed update leaves the endpoint InService with its old configuration and
 * a failure reason; only a failed creation ends in Failed. [D]
 */
export const afterFailure = (record: EndpointRecord, reason: string, now: number): EndpointRecord => ({
  ...without(record, 'next'),
  description: {
    ...without(record.description, 'PendingDeploymentSummary'),
    EndpointStatus: record.live === undefined ? 'Failed' : 'InService',
    FailureReason: reason.slice(0, LONGEST_REASON),
    LastModifiedTime: now,
  },
});
