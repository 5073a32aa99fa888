import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { DescribeTrainingJobResponse, TrainingJobSummary } from '../service-model/operations.generated';
import { operation } from '../operation/define-operation';
import type { JobsCloud } from './jobs-cloud';
import { jobsPage } from './jobs-page';

const summaryOf = (job: DescribeTrainingJobResponse): TrainingJobSummary => ({
  TrainingJobName: job.TrainingJobName,
  TrainingJobArn: job.TrainingJobArn,
  CreationTime: job.CreationTime,
  TrainingJobStatus: job.TrainingJobStatus,
  SecondaryStatus: job.SecondaryStatus,
  ...(job.TrainingEndTime === undefined ? {} : { TrainingEndTime: job.TrainingEndTime }),
  ...(job.LastModifiedTime === undefined ? {} : { LastModifiedTime: job.LastModifiedTime }),
});

export const listTrainingJobs = operation('ListTrainingJobs', (cloud: JobsCloud, input) =>
  pipe(
    jobsPage(cloud.store.trainingJobs.values(), (job) => job.TrainingJobStatus, input),
    TE.map(({ items, next }) => ({ TrainingJobSummaries: items.map(summaryOf), ...next })),
  ),
);
