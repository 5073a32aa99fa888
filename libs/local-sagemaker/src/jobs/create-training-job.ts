import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { arnOf } from '../machine/arns';
import { timestamp } from '../machine/clock';
import type { CreateTrainingJobRequest } from '../service-model/operations.generated';
import type { TrainingJobRecord } from '../store/records';
import { without } from '../machine/without';
import { trainingJobExists } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import { artifactsUri } from './artifacts-uri';
import type { JobsCloud } from './jobs-cloud';

const ONE_DAY = 86_400;

const recordOf = (cloud: JobsCloud, input: CreateTrainingJobRequest): TrainingJobRecord => {
  const name = input.TrainingJobName;
  const arn = arnOf(cloud.account, 'training-job', name);
  const now = timestamp(cloud.clock.now());
  const StoppingCondition = input.StoppingCondition ?? { MaxRuntimeInSeconds: ONE_DAY };
  return {
    name,
    arn,
    request: { ...input, StoppingCondition },
    description: {
      EnableNetworkIsolation: false,
      EnableInterContainerTrafficEncryption: false,
      EnableManagedSpotTraining: false,
      ...without(input, 'Tags', 'SessionChainingConfig'),
      TrainingJobArn: arn,
      ModelArtifacts: { S3ModelArtifacts: `${artifactsUri(input)}/model.tar.gz` },
      StoppingCondition,
      TrainingJobStatus: 'InProgress',
      SecondaryStatus: 'Starting',
      SecondaryStatusTransitions: [
        { Status: 'Starting', StartTime: now, StatusMessage: 'Preparing the instances for training' },
      ],
      CreationTime: now,
      LastModifiedTime: now,
    },
  };
};

export const createTrainingJob = operation('CreateTrainingJob', (cloud: JobsCloud, input) => {
  const record = recordOf(cloud, input);
  return pipe(
    cloud.lifecycle.checkChannels(record.request),
    TE.chain(() =>
      changing(cloud, () => {
        const { trainingJobs, tags } = cloud.store;
        if (trainingJobs.clashing(record.name) !== undefined) return E.left(trainingJobExists(record.arn));
        trainingJobs.put(record);
        void tags.put(record.arn, input.Tags ?? []);
        return E.right({ TrainingJobArn: record.arn });
      }),
    ),
    TE.chainFirstIOK(() => () => cloud.lifecycle.startTraining(record)),
  );
});
