export {
  type FeatureGroups,
  type FeatureGroupSpec,
  type FeatureGroupState,
  type GroupDiffers,
  type GroupError,
  type GroupFailed,
  renderGroupError,
} from './groups/feature-group';
export {
  createGroup,
  deleteGroup,
  ensureGroup,
  type GroupPatience,
  waitForGroup,
} from './groups/group-life-cycle';
export { sageMakerFeatureGroups } from './groups/sagemaker-feature-groups';
export type {
  BatchRead,
  BatchWritten,
  ClientRecord,
  HardDelete,
  OnlineReader,
  OnlineStore,
  RecordError,
} from './online-store/online-store';
export { sageMakerOnlineStore } from './online-store/sagemaker-online-store';
export type { StorePatience } from './online-store/until-processed';
export { getLoan, getLoans, type LoansRead } from './online-store/get-loans';
export { type ParquetFile, type RangeReader } from './feature-files/parquet-columns';
export { newestLoans } from './feature-files/newest-loans';
export { renderSourceError, type SourceError } from './feature-files/source-error';
export {
  type ClientsWithoutLoans,
  clientsWithoutLoans,
  type ComparedSource,
} from './ingestion/clients-without-loans';
export { ingest, type IngestOptions, type LoanSource } from './ingestion/ingest';
export {
  type IngestError,
  type IngestProgress,
  type IngestReport,
  type RecordsNotRegistered,
  renderIngestError,
  type StaleRecord,
} from './ingestion/ingest-report';
export { eraseClient, type EraseOptions, type NotErased } from './erasure/erase-client';
export {
  eraseFromObjects,
  type ErasureReport,
  type ObjectNotErased,
  type RestOf,
  type RestOfObject,
} from './erasure/erase-objects';
export { eraseFromOfflineStore } from './erasure/erase-offline';
export type { OfflineObjects, StoredObject } from './erasure/offline-objects';
