// A processing job: inputs from S3, one container per host, outputs to S3.
import * as E from 'fp-ts/Either';
import { timestamp } from '../machine/clock';
import { ranOutOfDisk } from '../machine/disk';
import { launcherFor, type ImageLauncher } from '../containers/image-table';
import type { NewJob } from './job-runner';
import type {
  CreateProcessingJobRequest,
  DescribeProcessingJobResponse,
} from '../service-model/operations.generated';
import { algorithmError, clientError, requestError } from './failure-reasons';
import {
  commandOf,
  hostsOf,
  LONGEST_MESSAGE_BYTES,
  ONE_DAY,
  removeHosts,
  runHosts,
  specOf,
  messageIn,
  type Ending,
  type Host,
  type JobMachine,
} from './job-machine';
import { prepareProcessingHost, uploadOutputs } from './processing-files';
import { afterEvent } from './processing-progress';
import { unsupportedInProcessing } from './unsupported-members';

type Job = NewJob<CreateProcessingJobRequest>;
type Update = Partial<DescribeProcessingJobResponse>;
type Report = (update: Update) => void | Promise<void>;

const LONGEST_MESSAGE = 1_024;

const failed = (FailureReason: string): Update => ({ ProcessingJobStatus: 'Failed', FailureReason });
const stopped: Update = { ProcessingJobStatus: afterEvent('Stopping', 'Stopped') };

// A message that is cut within a character is still valid.
const decoded = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: bytes.length === LONGEST_MESSAGE_BYTES });

/** The exit messages of all hosts, one after the other; left if one is not UTF-8. [D] */
const exitMessage = async (hosts: readonly Host[]): Promise<E.Either<string, string>> => {
  const messages = await Promise.all(hosts.map(({ folder }) => messageIn(folder, 'message')));
  return E.tryCatch(
    () => messages.map(decoded).join('').slice(0, LONGEST_MESSAGE),
    () => requestError('The exit message in /opt/ml/output/message is not UTF-8.'),
  );
};

const failureOf = (ending: Ending, hosts: readonly Host[]): Update => {
  if (ending._tag !== 'Failed') return {};
  const host = hosts[ending.host];
  const outOfDisk = host !== undefined && ranOutOfDisk(host.folder, host.logFile);
  return { FailureReason: algorithmError(ending.exit, '', outOfDisk) };
};

const endOf = async (ending: Ending, hosts: readonly Host[]): Promise<Update> => {
  const message = await exitMessage(hosts);
  if (E.isLeft(message)) return failed(message.left);
  return {
    ProcessingJobStatus: afterEvent('InProgress', ending._tag),
    ...failureOf(ending, hosts),
    ...(message.right === '' ? {} : { ExitMessage: message.right }),
  };
};

const runContainers = (
  machine: JobMachine,
  { arn, request }: Job,
  launcher: ImageLauncher,
  hosts: readonly Host[],
  stopping: AbortSignal,
): Promise<Ending> => {
  const { AppSpecification: app, Environment = {}, StoppingCondition } = request;
  const command = commandOf(launcher, app.ContainerEntrypoint, app.ContainerArguments ?? []);
  const environment = { ...Environment, PROCESSING_JOB_ARN: arn };
  const specs = hosts.map((host) => specOf(machine, launcher, host, hosts, command, environment));
  return runHosts(machine, specs, stopping, StoppingCondition?.MaxRuntimeInSeconds ?? ONE_DAY);
};

// A job whose outputs are not all stored is not Completed: a stop that comes now ends the upload.
const uploaded = async (
  machine: JobMachine,
  job: Job,
  hosts: readonly Host[],
  stopping: AbortSignal,
  end: Update,
): Promise<Update> => {
  const hasSucceeded = end.ProcessingJobStatus === 'Completed';
  const isStopped = () => hasSucceeded && stopping.aborted;
  try {
    await uploadOutputs(machine, job, hosts, hasSucceeded, hasSucceeded ? stopping : undefined);
    return isStopped() ? { ...end, ...stopped } : end;
  } catch (cause) {
    if (isStopped()) return { ...end, ...stopped };
    return { ...end, ...failed(end.FailureReason ?? clientError('Upload of the output failed', cause)) };
  }
};

const runOn = async (
  machine: JobMachine,
  job: Job,
  hosts: readonly Host[],
  stopping: AbortSignal,
  started: () => Promise<void>,
): Promise<Update> => {
  const unsupported = unsupportedInProcessing(job.request);
  if (unsupported !== undefined) return failed(requestError(unsupported));
  const launcher = launcherFor(machine.images, job.request.AppSpecification.ImageUri);
  if (E.isLeft(launcher)) return failed(requestError(launcher.left));
  try {
    for (const host of hosts) await prepareProcessingHost(machine, job, hosts, host, stopping);
  } catch (cause) {
    return stopping.aborted ? stopped : failed(clientError('Data download failed', cause));
  }
  await started();
  const ending = await runContainers(machine, job, launcher.right, hosts, stopping);
  return uploaded(machine, job, hosts, stopping, await endOf(ending, hosts));
};

/** Runs a job to its end; what is reported last is final. */
export const runProcessingJob = async (
  machine: JobMachine,
  job: Job,
  stopping: AbortSignal,
  report: Report,
): Promise<void> => {
  const count = job.request.ProcessingResources.ClusterConfig.InstanceCount ?? 1;
  const hosts = hostsOf(machine, 'processing', job.name, count);
  const now = () => timestamp(machine.clock.now());
  const last = await runOn(machine, job, hosts, stopping, async () => report({ ProcessingStartTime: now() }));
  await removeHosts(hosts);
  await report({ ...last, ProcessingEndTime: now() });
};
