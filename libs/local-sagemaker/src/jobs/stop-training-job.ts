import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { timestamp } from '../machine/clock';
import { validationException } from '../protocol/api-errors';
import { isTerminal } from '../store/records';
import { noTrainingJob } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { JobsCloud } from './jobs-cloud';

export const stopTrainingJob = operation('StopTrainingJob', (cloud: JobsCloud, { TrainingJobName: name }) =>
  pipe(
    changing(cloud, () => {
      const record = cloud.store.trainingJobs.get(name);
      if (record === undefined) return E.left(noTrainingJob);
      const { TrainingJobStatus: status } = record.description;
      if (isTerminal(status))
        return E.left(
          validationException(`The request was rejected because the training job is in status ${status}`),
        );
      const LastModifiedTime = timestamp(cloud.clock.now());
      const description = { ...record.description, TrainingJobStatus: 'Stopping' as const, LastModifiedTime };
      cloud.store.trainingJobs.put({ ...record, description });
      return E.right({});
    }),
    TE.chainFirstIOK(() => () => cloud.lifecycle.stopTraining(name)),
  ),
);
