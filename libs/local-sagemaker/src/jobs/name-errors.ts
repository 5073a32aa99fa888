// The errors for names that are taken and names that are not there, which differ from kind to kind.
import { resourceInUse, validationException, type ApiError } from '../protocol/api-errors';

/** [D] */
export const noProcessingJob = (name: string): ApiError =>
  validationException(`Could not find requested job with name: ${name}`);

/** [D] */
export const noTrainingJob: ApiError = validationException('Requested resource not found.');

/** [W] */
export const processingJobExists = (arn: string): ApiError =>
  resourceInUse(
    `Job name must be unique within an AWS account and region, and a job with this name already exists (${arn})`,
  );

/** [W] */
export const trainingJobExists = (arn: string): ApiError =>
  resourceInUse(
    `Training job names must be unique within an AWS account and region, and a training job with this name already exists (${arn})`,
  );
