import type { Operation } from '../protocol/operation';
import { createProcessingJob } from './create-processing-job';
import { createTrainingJob } from './create-training-job';
import { describeProcessingJob } from './describe-processing-job';
import { describeTrainingJob } from './describe-training-job';
import type { JobsCloud } from './jobs-cloud';
import { listProcessingJobs } from './list-processing-jobs';
import { listTrainingJobs } from './list-training-jobs';
import { stopProcessingJob } from './stop-processing-job';
import { stopTrainingJob } from './stop-training-job';

/** Every operation on processing and training jobs. */
export const jobOperations = (cloud: JobsCloud): readonly Operation[] =>
  [
    createProcessingJob,
    describeProcessingJob,
    stopProcessingJob,
    listProcessingJobs,
    createTrainingJob,
    describeTrainingJob,
    stopTrainingJob,
    listTrainingJobs,
  ].map((bind) => bind(cloud));
