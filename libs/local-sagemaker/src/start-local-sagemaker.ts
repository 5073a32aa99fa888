import type * as TE from 'fp-ts/TaskEither';
import { processMachinery } from './process-machinery';
import { startWith, type LocalSageMaker, type LocalSageMakerError } from './local-sagemaker';
import { defaults, type LocalSageMakerOptions } from './settings';

/**
 * Starts SageMaker on this machine, over an S3 that runs already: one port on 127.0.0.1 for the SageMaker, SageMaker
 * Runtime and Feature Store Runtime APIs. Jobs and endpoints run as processes; the image table says which program
 * stands for which image.
 * @example
 * const started = await startLocalSageMaker({
 *   stateFolder: '.local-cloud/sagemaker',
 *   images: { source: 'none', launchers: [] },
 *   s3Endpoint: 'http://127.0.0.1:4566',
 * })();
 */
export const startLocalSageMaker = (
  options: LocalSageMakerOptions,
): TE.TaskEither<LocalSageMakerError, LocalSageMaker> =>
  startWith(processMachinery)({ ...defaults, ...options });
