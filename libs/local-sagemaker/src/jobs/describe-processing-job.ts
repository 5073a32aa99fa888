import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { noProcessingJob, required } from '../operation/not-found';
import { operation } from '../operation/operation';

export const describeProcessingJob = operation('DescribeProcessingJob', (cloud, { ProcessingJobName }) =>
  pipe(
    TE.fromEither(
      required(cloud.store.processingJobs.get(ProcessingJobName), noProcessingJob(ProcessingJobName)),
    ),
    TE.map(({ description }) => description),
  ),
);
