// The entry for those who only read: without Parquet, and without the life of groups.
export * from './reading';
export { sageMakerOnlineStore } from './sagemaker-online-store';
