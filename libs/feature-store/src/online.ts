// The entry for those who only read: without Parquet, and without the life of groups.
export { getLoan, getLoans, type LoansRead } from './get-loans';
export { batchReadOf, type BatchGetRecordAnswer } from './batch-answers';
export type { BatchRead, OnlineReader, OnlineStore, RecordError } from './online-store';
export { sageMakerOnlineStore } from './sagemaker-online-store';
export type { StorePatience } from './until-processed';
