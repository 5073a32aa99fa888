export { BatchResponse, BatchRequest, BatchResult, mostClients } from './batch';
export { ClientFeatures, ContractVersion } from './client-features';
export { Health } from './health';
export { FeatureName, Model, mostReasons, Prediction, Reason } from './prediction';
export {
  Fault,
  Problem,
  type ProblemKind,
  problemKindOf,
  problemKinds,
  problemMediaType,
  problemType,
} from './problem';
export { type Contributions, reasonsOf } from './reasons';
export {
  commonProblems,
  contractVersionHeader,
  type OperationId,
  pathOf,
  requestIdHeader,
  type Route,
  routes,
  type Scope,
  traceHeader,
} from './routes';
