// The machinery of a real server.
import * as E from 'fp-ts/Either';
import type { MakeMachinery } from './machinery';
import { objectStore } from './object-store';

const NONE = 'InternalServerError: this build has no container runtime.';

export const localMachinery: MakeMachinery<never> = ({ s3Endpoint, region }) => {
  const objects = objectStore(s3Endpoint, region);
  return {
    runner: {
      startProcessingJob: (_job, report) => ({
        stop: () => undefined,
        done: Promise.resolve(report({ ProcessingJobStatus: 'Failed', FailureReason: NONE })),
      }),
      startTrainingJob: (_job, report) => ({
        stop: () => undefined,
        done: Promise.resolve(
          report({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed', FailureReason: NONE }),
        ),
      }),
    },
    fleets: {
      deploy: async () => E.left(NONE),
      activate: async () => undefined,
      invoke: async () =>
        E.left({ _tag: 'ServiceFault', code: 'InternalFailure', message: NONE, status: 500 }),
      retire: async () => undefined,
      stopAll: async () => undefined,
    },
    hasObjects: objects.hasObjects,
    putObject: objects.putObject,
    endOrphans: async () => undefined,
  };
};
