export { type Feature, type FeatureTable, featureTable, type FeatureType } from './feature-table';
export { type RawColumn, rawColumns } from './raw-columns';
export { ClientId, LoanId } from './identifiers';
export {
  EventTime,
  type EventTimeError,
  eventTimeOf,
  lastOrdinal,
  loanDateOf,
  ordinalOf,
} from './event-time';
export { featureVectorOf, type VectorOf } from './feature-vector';
export { type ContributionsOf, contributionsOf, Decision, endpointResponseOf } from './endpoint-response';
export { contractVersionOf } from './contract-version';
export { type FeatureGroupDefinition, featureGroupDefinitionOf, type StoreType } from './feature-group';
export { fileIdentity, type IdentityNames, recordIdentity } from './identity-names';
export { type JsonContract, jsonContractOf, jsonContractText } from './json-contract';
export {
  type LoanOf,
  type MalformedRecord,
  type ReadRecord,
  type RecordConversion,
  recordConversionOf,
  type StoreRecord,
} from './store-record';
export { type EndpointRequest, type ModelInput, modelInputOf } from './model-input';
export { exampleFeatures } from './example-features';
export {
  contractVersion,
  decodeFeatureVector,
  EndpointResponse,
  endpointRequest,
  featureGroupDefinition,
  FeatureVector,
  fromRecord,
  type Loan,
  modelInput,
  toRecord,
} from './loan-features';
