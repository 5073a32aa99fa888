import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { timestamp } from '../machine/clock';
import { validationException } from '../protocol/api-errors';
import { isTerminal } from '../store/records';
import { noProcessingJob } from './name-errors';
import { changing, operation } from '../operation/define-operation';
import type { JobsCloud } from './jobs-cloud';

export const stopProcessingJob = operation(
  'StopProcessingJob',
  (cloud: JobsCloud, { ProcessingJobName: name }) =>
    pipe(
      changing(cloud, () => {
        const record = cloud.store.processingJobs.get(name);
        if (record === undefined) return E.left(noProcessingJob(name));
        const { ProcessingJobStatus: status } = record.description;
        if (isTerminal(status))
          return E.left(
            validationException(`The request was rejected because the processing job is in status ${status}`),
          );
        const LastModifiedTime = timestamp(cloud.clock.now());
        const description = {
          ...record.description,
          ProcessingJobStatus: 'Stopping' as const,
          LastModifiedTime,
        };
        cloud.store.processingJobs.put({ ...record, description });
        return E.right({});
      }),
      TE.chainFirstIOK(() => () => cloud.lifecycle.stopProcessing(name)),
    ),
);
