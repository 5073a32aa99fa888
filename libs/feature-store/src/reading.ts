// The entry for those who read in a way of their own: without the AWS SDK.
export { batchReadOf, type BatchGetRecordAnswer } from './batch-answers';
export { getLoan, getLoans, type LoansRead } from './get-loans';
export type { BatchRead, OnlineReader, OnlineStore, RecordError } from './online-store';
export type { StorePatience } from './until-processed';
