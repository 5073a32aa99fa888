import { s3UriBelow } from '../s3/s3-uri';
import type { CreateTrainingJobRequest } from '../service-model/operations.generated';

/** Where the archives of a training job go. [D] */
export const artifactsUri = ({ OutputDataConfig, TrainingJobName }: CreateTrainingJobRequest): string =>
  s3UriBelow(OutputDataConfig.S3OutputPath, `${TrainingJobName}/output`);
