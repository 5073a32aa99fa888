import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { DescribeTrainingJobResponse, TrainingJobSummary } from '../service-model/operations.generated';
import { pageOf } from '../operation/list-page';
import { operation } from '../operation/operation';

const summaryOf = (job: DescribeTrainingJobResponse): TrainingJobSummary => ({
  TrainingJobName: job.TrainingJobName,
  TrainingJobArn: job.TrainingJobArn,
  CreationTime: job.CreationTime,
  TrainingJobStatus: job.TrainingJobStatus,
  SecondaryStatus: job.SecondaryStatus,
  ...(job.TrainingEndTime === undefined ? {} : { TrainingEndTime: job.TrainingEndTime }),
  ...(job.LastModifiedTime === undefined ? {} : { LastModifiedTime: job.LastModifiedTime }),
});

export const listTrainingJobs = operation('ListTrainingJobs', (cloud, input) =>
  pipe(
    pageOf(
      cloud.store.trainingJobs.values(),
      ({ name, description }) => ({
        name,
        creationTime: description.CreationTime,
        status: description.TrainingJobStatus,
        ...(description.LastModifiedTime === undefined
          ? {}
          : { lastModifiedTime: description.LastModifiedTime }),
      }),
      input,
      { order: 'Ascending' },
    ),
    TE.fromEither,
    TE.map(({ items, next }) => ({
      TrainingJobSummaries: items.map(({ description }) => summaryOf(description)),
      ...next,
    })),
  ),
);
