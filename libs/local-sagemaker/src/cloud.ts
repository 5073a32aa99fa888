// What the operations of each resource work with, made from the settings, the store and the machinery.
import { randomBytes } from 'node:crypto';
import { endpointLifecycle } from './endpoints/endpoint-lifecycle';
import type { EndpointsCloud } from './endpoints/endpoints-cloud';
import type { FeatureStoreCloud } from './feature-store/feature-store-cloud';
import { offlineStore } from './feature-store/offline-store';
import { recordRulesCache } from './feature-store/record-check';
import { jobLifecycle } from './jobs/job-lifecycle';
import type { JobsCloud } from './jobs/jobs-cloud';
import type { Machinery } from './machinery';
import type { LocalSageMakerSettings } from './settings';
import type { Store } from './store/store';
import type { TagsCloud } from './tags/tags-cloud';

export interface Cloud {
  readonly jobs: JobsCloud;
  readonly endpoints: EndpointsCloud;
  readonly featureStore: FeatureStoreCloud;
  readonly tags: TagsCloud;
}

const ID_BYTES = 9;

/** A cloud over a store; `onUnrecorded` gets the cause if the end of a job or of a deployment cannot be recorded. */
export const cloudOf = <Fleet>(
  settings: LocalSageMakerSettings,
  store: Store,
  machinery: Machinery<Fleet>,
  onUnrecorded: (cause: unknown) => void,
): Cloud => {
  const { clock, log, region, accountId, minimumTransitionMilliseconds } = settings;
  const { runner, fleets, hasObjects, putObject } = machinery;
  const account = { region, accountId };
  const ports = { store, clock, log };
  const base = { account, clock, store };
  return {
    jobs: { ...base, lifecycle: jobLifecycle({ ...ports, region, runner, hasObjects, onUnrecorded }) },
    endpoints: {
      ...base,
      lifecycle: endpointLifecycle({
        ...ports,
        accountId,
        minimumTransitionMilliseconds,
        fleets,
        onUnrecorded,
      }),
    },
    featureStore: {
      ...base,
      minimumTransitionMilliseconds,
      newId: () => randomBytes(ID_BYTES).toString('base64url'),
      rules: recordRulesCache(),
      offline: offlineStore({ ...ports, putObject, flushMilliseconds: settings.offlineFlushMilliseconds }),
    },
    tags: { store },
  };
};
