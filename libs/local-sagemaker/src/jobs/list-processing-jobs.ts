import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type {
  DescribeProcessingJobResponse,
  ProcessingJobSummary,
} from '../service-model/operations.generated';
import { operation } from '../operation/define-operation';
import type { JobsCloud } from './jobs-cloud';
import { jobsPage } from './jobs-page';

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

export const listProcessingJobs = operation('ListProcessingJobs', (cloud: JobsCloud, input) =>
  pipe(
    jobsPage(cloud.store.processingJobs.values(), (job) => job.ProcessingJobStatus, input),
    TE.map(({ items, next }) => ({ ProcessingJobSummaries: items.map(summaryOf), ...next })),
  ),
);
