// What to do next, for each error: the second sentence of what people read.
import type { AwsError } from '@credit-risk/aws-effects';
import type { PipelineError } from './pipeline-error';
import type { EndpointNotDeployed, JobFailed } from './remote-error';
import { severityOf } from './severity';

// Without the id the same command begins another run.
const goOn =
  'Run the same command again, with the same --run-id if a run was begun: it goes on where it stopped.';

const logOf = (kind: string, name: string, group: string): string =>
  `on AWS the CloudWatch log group ${group}, of a local cloud logs/${kind}/${name}/ in its state folder`;

const jobLog = ({ stage, name }: JobFailed): string =>
  stage === 'training'
    ? logOf('training-jobs', name, '/aws/sagemaker/TrainingJobs')
    : logOf('processing-jobs', name, '/aws/sagemaker/ProcessingJobs');

const endpointLog = ({ endpoint }: EndpointNotDeployed): string =>
  logOf('endpoints', endpoint, `/aws/sagemaker/Endpoints/${endpoint}`);

const ofCall = (cause: AwsError): string => {
  switch (cause._tag) {
    case 'Unavailable':
      return `Check the network, AWS_REGION and the AWS_ENDPOINT_URL variables. ${goOn}`;
    case 'Throttled':
    case 'Conflict':
    case 'Cancelled':
      return goOn;
    case 'NotFound':
      return 'Check the name, the region and the account.';
    case 'AlreadyExists':
      return 'Remove it, or choose another name.';
    case 'Rejected':
      return 'Check AWS_REGION, credentials, permissions (docs/aws.md lists them), quotas and the configuration.';
  }
};

/** What to do next. */
export const remedyOf = (error: PipelineError): string => {
  switch (error._tag) {
    case 'CallFailed':
      return ofCall(error.cause);
    case 'ConfigUnusable':
      return 'Correct the configuration; `credit-risk validate --config FILE` checks it.';
    case 'ConfigDiffers':
      return 'Use the configuration that the run began with, or begin a new run with another --run-id.';
    case 'RunUnknown':
      return 'Check --run-id and --artifacts, or begin the run with `credit-risk submit get-config --config FILE`.';
    case 'DatasetMissing':
      return 'Upload the loans, or correct $.dataset.uri.';
    case 'DatasetAmbiguous':
      return 'Move those others elsewhere, or name a folder in $.dataset.uri, with a slash at its end.';
    case 'NeedsMissing':
      return `Complete ${error.missing.map((stage) => `\`credit-risk wait ${stage} --run-id ${error.runId}\``).join(', ')} first, with the same --artifacts or --config.`;
    case 'NotSubmitted':
      return `Submit it first: credit-risk submit ${error.stage} --run-id ${error.runId}, with the same --artifacts or --config.`;
    case 'RequestDiffers':
      return 'The builder of the request has changed since, or the name is taken by something else: begin a new run.';
    case 'StageBusy':
      return `Wait for it, or stop that runner. ${goOn}`;
    case 'JobFailed':
      return severityOf(error) === 'retryable'
        ? 'The service failed: run the same command with the same --run-id again, it opens the next attempt.'
        : `Look into its log: ${jobLog(error)}. Once the cause is gone, the same command with the same --run-id opens the next attempt.`;
    case 'Vanished':
      return 'Find out who deleted it; the same command with the same --run-id submits it again.';
    case 'EndpointNotDeployed':
      return `The configuration before it goes on serving. Look into its log: ${endpointLog(error)}. Once the cause is gone, the same command with the same --run-id opens the next attempt.`;
    case 'EndpointUnusable':
      return `An endpoint in this state cannot be updated: delete it (aws sagemaker delete-endpoint --endpoint-name ${error.endpoint}) and run the same command with the same --run-id again, it creates the endpoint anew.`;
    case 'EndpointBusy':
      return 'Run the same command with the same --run-id again once the endpoint is InService.';
    case 'GroupUnusable':
      return severityOf(error) === 'retryable'
        ? goOn
        : `Remove what is in the way (aws sagemaker delete-feature-group --feature-group-name ${error.name}) or choose another project or environment.`;
    case 'RegistrationFailed':
      return 'Run the same command with the same --run-id again once the cause is gone: what is registered already stays.';
    case 'RecordsStale':
      return 'Look into the report: a stored record that is newer than every loan comes from another data set. Erase those records or register the newer data.';
    case 'ClientsLeftOver':
      return 'Erase the clients of the report (npm run erase-client), register data that has their loans, or let stages.registerFeatures.clientsWithoutLoans be keep.';
    case 'RowsDoNotAddUp':
      return 'This is a fault of the feature-engineering job: nothing was registered.';
    case 'ContractDiffers':
      return 'Build image and runner from the same version, and begin a new run.';
    case 'FileMissing':
    case 'FileMalformed':
      return 'Check that image and runner are of the same version, and begin a new run.';
    case 'WaitGaveUp':
      return `The work goes on: credit-risk wait ${error.stage} --run-id ${error.runId}, with the same --artifacts or --config.`;
    case 'Interrupted':
      return goOn;
  }
};
