import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import type { LocalSageMaker, LocalSageMakerError } from './local-sagemaker';
import { startMiniStack, type MiniStackError } from './s3/ministack';
import { defaults, type LocalSageMakerOptions } from './settings';
import { startLocalSageMaker } from './start-local-sagemaker';

export interface LocalCloudOptions extends Omit<LocalSageMakerOptions, 's3Endpoint'> {
  /** Command that starts MiniStack. */
  readonly ministack: readonly string[];
  /** Port of S3 on 127.0.0.1; 0 takes a free one. */
  readonly s3Port?: number;
  /** Further variables of MiniStack's environment, such as `CLOUDTRAIL_RECORDING`. */
  readonly ministackEnvironment?: Readonly<Record<string, string>>;
}

/**
 * Starts S3 (MiniStack, its objects as plain files below the state folder) and SageMaker beside it; `stop` ends both.
 * @example
 * const started = await startLocalCloud({
 *   stateFolder: '.local-cloud',
 *   images: { source: 'none', launchers: [] },
 *   ministack: ['ministack'],
 * })();
 */
export const startLocalCloud =
  (options: LocalCloudOptions): TE.TaskEither<LocalSageMakerError | MiniStackError, LocalSageMaker> =>
  async () => {
    const { ministack, s3Port = 0, ministackEnvironment = {}, ...settings } = options;
    const { region = defaults.region, accountId = defaults.accountId, stateFolder } = settings;
    const s3 = await startMiniStack({
      command: ministack,
      port: s3Port,
      stateFolder,
      region,
      accountId,
      environment: ministackEnvironment,
    })();
    if (E.isLeft(s3)) return s3;
    const started = await startLocalSageMaker({ ...settings, s3Endpoint: s3.right.endpointUrl })();
    if (E.isLeft(started)) {
      await s3.right.stop();
      return started;
    }
    const stop = async (): Promise<void> => {
      await started.right.stop();
      await s3.right.stop();
    };
    return E.right({ ...started.right, stop });
  };
