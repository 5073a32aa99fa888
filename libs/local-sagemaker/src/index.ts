export { decodeImageTable, launcherFor, readImageTable } from './image-table';
export type { ImageLauncher, ImageTable, ImageTableError } from './image-table';
export { standardErrorLog } from './log';
export type { Logger } from './log';
export type { LocalSageMaker, LocalSageMakerError } from './local-sagemaker';
export type { LocalSageMakerOptions, LocalSageMakerSettings } from './settings';
export { startLocalSageMaker } from './start-local-sagemaker';
export type { MiniStackError } from './s3/ministack';
export { startLocalCloud, type LocalCloudOptions } from './start-local-cloud';
