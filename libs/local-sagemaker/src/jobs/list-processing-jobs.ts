import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type {
  DescribeProcessingJobResponse,
  ProcessingJobSummary,
} from '../service-model/operations.generated';
import { pageOf } from '../operation/list-page';
import { operation } from '../operation/operation';

const summaryOf = (job: DescribeProcessingJobResponse): ProcessingJobSummary => ({
  ProcessingJobName: job.ProcessingJobName,
  ProcessingJobArn: job.ProcessingJobArn,
  CreationTime: job.CreationTime,
  ProcessingJobStatus: job.ProcessingJobStatus,
  ...(job.ProcessingEndTime === undefined ? {} : { ProcessingEndTime: job.ProcessingEndTime }),
  ...(job.LastModifiedTime === undefined ? {} : { LastModifiedTime: job.LastModifiedTime }),
  ...(job.FailureReason === undefined ? {} : { FailureReason: job.FailureReason }),
  ...(job.ExitMessage === undefined ? {} : { ExitMessage: job.ExitMessage }),
});

export const listProcessingJobs = operation('ListProcessingJobs', (cloud, input) =>
  pipe(
    pageOf(
      cloud.store.processingJobs.values(),
      ({ name, description }) => ({
        name,
        creationTime: description.CreationTime,
        status: description.ProcessingJobStatus,
        ...(description.LastModifiedTime === undefined
          ? {}
          : { lastModifiedTime: description.LastModifiedTime }),
      }),
      input,
      { order: 'Ascending' },
    ),
    TE.fromEither,
    TE.map(({ items, next }) => ({
      ProcessingJobSummaries: items.map(({ description }) => summaryOf(description)),
      ...next,
    })),
  ),
);
