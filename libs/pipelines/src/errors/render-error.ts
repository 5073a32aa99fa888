// An error as people read it: what happened, and what to do next.
import { renderAwsError } from '@credit-risk/aws-effects';
import { renderConfigErrors } from '@credit-risk/config';
import { renderGroupError, renderIngestError } from '@credit-risk/feature-store';
import { renderDecodeErrors } from '@credit-risk/io-ts-schema';
import type { DatasetAmbiguous, Interrupted, PipelineError, WaitGaveUp } from './pipeline-error';
import { remedyOf } from './remedy';
import { runnerText } from './runner-text';
import type { EndpointNotDeployed, JobFailed } from './remote-error';

const because = (reason: string | null): string => (reason === null || reason === '' ? '' : `: ${reason}`);

const jobText = ({ name, status, failureReason, exitMessage }: JobFailed): string => {
  const message = exitMessage === null || exitMessage === '' ? '' : `; it said: ${exitMessage}`;
  return `job ${name} ended as ${status}${because(failureReason)}${message}`;
};

const endpointText = ({ endpoint, status, asked, live, failureReason }: EndpointNotDeployed): string =>
  `endpoint ${endpoint} is ${status} with configuration ${live}, not with ${asked} that was asked for` +
  because(failureReason);

const waitText = ({ stage, name, seconds, lastStatus }: WaitGaveUp): string =>
  `waited ${seconds} s for ${stage} (${name}), last seen as ${lastStatus ?? 'nothing'}`;

const mostNamed = 3;

const ambiguityText = ({ uri, others }: DatasetAmbiguous): string => {
  const rest = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : '';
  return `the data set ${uri} is an object, and the addresses of others begin so: ${others.slice(0, mostNamed).join(', ')}${rest}; the job would read all of them`;
};

const interruptedText = ({ stages }: Interrupted): string =>
  `interrupted in ${stages.map(({ stage, remote }) => `${stage}: ${remote}`).join('; in ')}`;

const digestText = (digest: string | null): string => digest ?? 'no digest';

const happened = (error: PipelineError): string => {
  switch (error._tag) {
    case 'CallFailed':
      return `could not ${error.doing}: ${renderAwsError(error.cause)}`;
    case 'ConfigUnusable':
      return `${error.source}:\n${renderConfigErrors(error.cause)}`;
    case 'ConfigDiffers':
      return `run ${error.runId} was begun with another configuration: ${error.uri} has digest ${error.recorded}, this one ${error.asked}`;
    case 'RunUnknown':
      return `there is no run ${error.runId}: ${error.uri} does not exist`;
    case 'DatasetMissing':
      return `the data set ${error.uri} is not there: ${error.found}`;
    case 'DatasetAmbiguous':
      return ambiguityText(error);
    case 'NeedsMissing':
      return `${error.stage} of run ${error.runId} needs ${error.missing.join(', ')} to be complete`;
    case 'NotSubmitted':
      return `${error.stage} of run ${error.runId} has not been submitted`;
    case 'RequestDiffers':
      return `${error.name} was made by another request: it has ${digestText(error.recorded)}, ${error.stage} now asks for ${error.asked}`;
    case 'StageBusy':
      return `${error.stage} of run ${error.runId} is worked on by ${runnerText(error)}, who last renewed its lease at ${error.renewedAt}`;
    case 'JobFailed':
      return jobText(error);
    case 'Vanished':
      return `${error.name} of ${error.stage} was submitted, and is not there any more`;
    case 'EndpointNotDeployed':
      return endpointText(error);
    case 'EndpointUnusable':
      return `endpoint ${error.endpoint} is ${error.status}${because(error.failureReason)}`;
    case 'EndpointBusy':
      return `endpoint ${error.endpoint} is ${error.status}, on its way to ${error.pending ?? 'another configuration'}`;
    case 'GroupUnusable':
      return renderGroupError(error.cause);
    case 'RegistrationFailed':
      return `could not register features in ${error.name}: ${renderIngestError(error.cause)}`;
    case 'RecordsStale':
      return `${error.failed + error.stale} of ${error.clients} clients are not up to date in ${error.name}: ${error.failed} refused, ${error.stale} with a stored record newer than the newest loan; the report is ${error.reportUri}`;
    case 'ClientsLeftOver':
      return `${error.name} has records of ${error.count} clients who have no loan in the data; the report is ${error.reportUri}`;
    case 'RowsDoNotAddUp':
      return `${error.uri}: ${error.rowsIn} rows in, but ${error.rowsOut} out and ${error.rowsQuarantined} quarantined`;
    case 'ContractDiffers':
      return `${error.stage} ran with feature contract ${error.job}, this runner has ${error.runner}`;
    case 'FileMissing':
      return `${error.stage} did not write ${error.uri}`;
    case 'FileMalformed':
      return `${error.uri} is not what it should be:\n${renderDecodeErrors(error.problems)}`;
    case 'WaitGaveUp':
      return waitText(error);
    case 'Interrupted':
      return interruptedText(error);
  }
};

/**
 * What happened and what to do next.
 *
 * @example
 * renderPipelineError({ _tag: 'NotSubmitted', runId: 'r1', stage: 'training' });
 * // 'training of run r1 has not been submitted. Submit it first: credit-risk submit training --run-id r1'
 */
export const renderPipelineError = (error: PipelineError): string => {
  const text = happened(error);
  return `${text}${/[.!?]$/.test(text) ? '' : '.'} ${remedyOf(error)}`;
};
