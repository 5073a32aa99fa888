import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { arnOf } from '../machine/arns';
import { timestamp } from '../machine/clock';
import type { ProcessingJobRecord } from '../store/records';
import { processingJobExists } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { JobsCloud } from './jobs-cloud';

const ONE_DAY = 86_400;

export const createProcessingJob = operation('CreateProcessingJob', (cloud: JobsCloud, input) => {
  const { Tags = [], ...request } = input;
  const name = input.ProcessingJobName;
  const arn = arnOf(cloud.account, 'processing-job', name);
  const now = timestamp(cloud.clock.now());
  const record: ProcessingJobRecord = {
    name,
    arn,
    request: { ...input, StoppingCondition: input.StoppingCondition ?? { MaxRuntimeInSeconds: ONE_DAY } },
    description: {
      StoppingCondition: { MaxRuntimeInSeconds: ONE_DAY },
      ...request,
      ProcessingJobArn: arn,
      ProcessingJobStatus: 'InProgress',
      CreationTime: now,
      LastModifiedTime: now,
    },
  };
  return pipe(
    changing(cloud, () => {
      const { processingJobs, tags } = cloud.store;
      if (processingJobs.clashing(name) !== undefined) return E.left(processingJobExists(arn));
      processingJobs.put(record);
      void tags.put(arn, Tags);
      return E.right({ ProcessingJobArn: arn });
    }),
    TE.chainFirstIOK(() => () => cloud.lifecycle.startProcessing(record)),
  );
});
