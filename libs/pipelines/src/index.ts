export { trainingPipeline } from './training-pipeline';
export type { Collected, Observation, Pipeline, Plan, Stage, StageContext } from './pipeline/stage';
export { type Graph, graphOf, mermaidOf } from './pipeline/graph';
export { type Manifests, runPipeline } from './run/run-pipeline';
export { stageNamed, stageNamesOf } from './pipeline/stage-named';
export { type StageStatus, statusOfStage, stopStage, submitStage, waitForStage } from './run/stage-commands';
export { RunResult, runResult } from './run/run-result';
export { readRun } from './run/read-run';
export { Manifest, secondsOf } from './files/manifest';
export { Attempt } from './files/attempt';
export { type Holder, Lease } from './lease/lease';
export { DataFile, Lineage } from './files/lineage';
export { Metrics } from './files/metrics';
export { type PipelineError, renderPipelineError, severityOf } from './errors/pipeline-error';
export { exitCodes } from './errors/exit-codes';
export type { Severity } from './errors/severity';
export type { CallFailed } from './errors/call-errors';
export type {
  ConfigDiffers,
  ConfigError,
  ConfigUnusable,
  DatasetAmbiguous,
  DatasetMissing,
  RunUnknown,
} from './errors/config-errors';
export type {
  Interrupted,
  InterruptedStage,
  NeedsMissing,
  NotSubmitted,
  RequestDiffers,
  StageBusy,
  StageError,
  WaitGaveUp,
} from './errors/stage-errors';
export type {
  ContractDiffers,
  FileMalformed,
  FileMissing,
  JobError,
  JobFailed,
  RowsDoNotAddUp,
  Vanished,
} from './errors/job-errors';
export type {
  EndpointBusy,
  EndpointError,
  EndpointNotDeployed,
  EndpointUnusable,
} from './errors/endpoint-errors';
export type {
  ClientsLeftOver,
  GroupUnusable,
  RecordsStale,
  RegistrationError,
  RegistrationFailed,
} from './errors/registration-errors';
export type { Progress, ProgressEvent } from './ports/progress';
export type { Effect, FeatureStore, Ports } from './ports/ports';
export type { Processes, RunnerProcess } from './ports/processes';
export type { ListedObject, Objects, ObjectVersion } from './ports/objects';
export type { EndpointConfigState, EndpointState, JobState, ModelState, SageMaker } from './ports/sagemaker';
export { s3Objects } from './aws/s3-objects';
export { sageMakerService } from './aws/sagemaker-service';
