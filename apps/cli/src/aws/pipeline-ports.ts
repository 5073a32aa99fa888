// The ports of the pipeline over AWS and this machine.
import { systemClock } from '@credit-risk/aws-effects';
import { sageMakerFeatureGroups, sageMakerOnlineStore } from '@credit-risk/feature-store';
import { type Ports, s3Objects, sageMakerService } from '@credit-risk/pipelines';
import type { AwsClients } from './aws-clients';
import { localProcesses } from './local-processes';

/** The ports of the pipeline. */
export const pipelinePorts = (
  { s3, sageMaker, featureStoreRuntime }: AwsClients,
  { signal, force, progress }: Pick<Ports, 'signal' | 'force' | 'progress'>,
): Ports => ({
  objects: s3Objects(s3),
  sagemaker: sageMakerService(sageMaker, { signal }),
  features: {
    groups: sageMakerFeatureGroups(sageMaker),
    onlineStore: (group) => sageMakerOnlineStore(featureStoreRuntime, group, { signal }),
  },
  processes: localProcesses(),
  clock: systemClock,
  random: Math.random,
  progress,
  whenBusy: 'fail',
  signal,
  force,
});
