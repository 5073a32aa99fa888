// The package's entry for reading through another client than the AWS SDK.
export { batchReadOf, type BatchGetRecordResponse } from '../online-store/batch-responses';
export { getLoan, getLoans, type LoansRead } from '../online-store/get-loans';
export type { BatchRead, OnlineReader, OnlineStore, RecordError } from '../online-store/online-store';
export type { StorePatience } from '../online-store/until-processed';
