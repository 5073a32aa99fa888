export {
  type FeatureGroups,
  type FeatureGroupSpec,
  type FeatureGroupState,
  type GroupDiffers,
  type GroupError,
  type GroupFailed,
  renderGroupError,
} from './feature-group';
export { createGroup, deleteGroup, ensureGroup, type GroupPatience, waitForGroup } from './group-life-cycle';
export { sageMakerFeatureGroups } from './sagemaker-feature-groups';
export type {
  BatchRead,
  BatchWritten,
  ClientRecord,
  HardDelete,
  OnlineReader,
  OnlineStore,
  RecordError,
} from './online-store';
export { sageMakerOnlineStore } from './sagemaker-online-store';
export type { StorePatience } from './until-processed';
export { getLoan, getLoans, type LoansRead } from './get-loans';
export { type ParquetFile, type RangeReader } from './parquet-columns';
export { newestLoans } from './newest-loans';
export { renderSourceError, type SourceError } from './source-error';
export { type ClientsWithoutLoans, clientsWithoutLoans, type ComparedSource } from './clients-without-loans';
export { ingest, type IngestOptions, type LoanSource } from './ingest';
export {
  type IngestError,
  type IngestProgress,
  type IngestReport,
  type RecordsNotRegistered,
  renderIngestError,
  type StaleRecord,
} from './ingest-report';
export { eraseClient, type EraseOptions, type NotErased } from './erase-client';
export {
  eraseFromObjects,
  type ErasureReport,
  type ObjectNotErased,
  type RestOf,
  type RestOfObject,
} from './erase-objects';
export { eraseFromOfflineStore } from './erase-offline';
export type { OfflineObjects, StoredObject } from './offline-objects';
