import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { noTrainingJob, required } from '../operation/not-found';
import { operation } from '../operation/operation';

export const describeTrainingJob = operation('DescribeTrainingJob', (cloud, { TrainingJobName }) =>
  pipe(
    TE.fromEither(required(cloud.store.trainingJobs.get(TrainingJobName), noTrainingJob)),
    TE.map(({ description }) => description),
  ),
);
