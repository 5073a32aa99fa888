// The package's entry for reading with the AWS SDK: without Parquet and without the life cycle of groups.
export * from './reading';
export { sageMakerOnlineStore } from '../online-store/sagemaker-online-store';
