import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { noProcessingJob } from './name-errors';
import { required } from '../operation/required';
import { operation } from '../operation/define-operation';
import type { JobsCloud } from './jobs-cloud';

export const describeProcessingJob = operation(
  'DescribeProcessingJob',
  (cloud: JobsCloud, { ProcessingJobName }) =>
    pipe(
      TE.fromEither(
        required(cloud.store.processingJobs.get(ProcessingJobName), noProcessingJob(ProcessingJobName)),
      ),
      TE.map(({ description }) => description),
    ),
);
