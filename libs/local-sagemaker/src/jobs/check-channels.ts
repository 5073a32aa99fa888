// Every input channel must have objects when a training job is created.
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { validationException, type ApiError } from '../protocol/api-errors';
import type { HasObjects } from '../s3/object-store';
import { parseS3Uri } from '../s3/s3-uri';
import type { CreateTrainingJobRequest } from '../service-model/operations.generated';

// [W]
const noObjects = ({ RoleArn }: CreateTrainingJobRequest, uri: string, region: string): ApiError =>
  validationException(
    `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the selected region (${region}), that objects exist under that S3 prefix, and that the role "${RoleArn}" has "s3:ListBucket" permissions on bucket "${parseS3Uri(uri).bucket}".`,
  );

/** Looks into S3; left with the error for the first channel without objects. */
export const checkChannels =
  (hasObjects: HasObjects, region: string) =>
  (request: CreateTrainingJobRequest): TE.TaskEither<ApiError, void> =>
  async () => {
    for (const channel of request.InputDataConfig ?? []) {
      const source = channel.DataSource.S3DataSource;
      const found = source === undefined ? E.right(true) : await hasObjects(source.S3Uri);
      // An S3 out of reach is the job's failure, not the request's: the job says why.
      if (E.isRight(found) && !found.right) return E.left(noObjects(request, source?.S3Uri ?? '', region));
    }
    return E.right(undefined);
  };
