import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { noTrainingJob } from './name-errors';
import { required } from '../operation/required';
import { operation } from '../operation/define-operation';
import type { JobsCloud } from './jobs-cloud';

export const describeTrainingJob = operation('DescribeTrainingJob', (cloud: JobsCloud, { TrainingJobName }) =>
  pipe(
    TE.fromEither(required(cloud.store.trainingJobs.get(TrainingJobName), noTrainingJob)),
    TE.map(({ description }) => description),
  ),
);
