// Every error that can end a stage, as one union. No error holds a client's id or a feature's value.
import { type CallFailed, callErrors } from './call-errors';
import { type ConfigError, configErrors } from './config-errors';
import { type EndpointError, endpointErrors } from './endpoint-errors';
import { type ErrorTable, severityIn, textIn } from './error-table';
import { type JobError, jobErrors } from './job-errors';
import { type RegistrationError, registrationErrors } from './registration-errors';
import type { Severity } from './severity';
import { type StageError, stageErrors } from './stage-errors';

/** What can end a stage. */
export type PipelineError =
  CallFailed | ConfigError | StageError | JobError | EndpointError | RegistrationError;

const errors: ErrorTable<PipelineError> = {
  ...callErrors,
  ...configErrors,
  ...stageErrors,
  ...jobErrors,
  ...endpointErrors,
  ...registrationErrors,
};

/**
 * Whether it helps to try again.
 *
 * @example
 * severityOf({ _tag: 'RunUnknown', runId: 'r1', uri: 's3://b/runs/r1/config.json' }); // 'configuration'
 */
export const severityOf = (error: PipelineError): Severity => severityIn(errors, error);

/**
 * What happened and what to do next.
 *
 * @example
 * renderPipelineError({ _tag: 'NotSubmitted', runId: 'r1', stage: 'training' });
 * // 'training of run r1 has not been submitted. Submit it first: credit-risk submit training --run-id r1'
 */
export const renderPipelineError = (error: PipelineError): string => textIn(errors, error);
