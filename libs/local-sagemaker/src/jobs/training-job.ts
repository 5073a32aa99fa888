// A training job: channels from S3, one container per host, the model to S3.
import * as E from 'fp-ts/Either';
import { timestamp } from '../machine/clock';
import { ranOutOfDisk } from '../machine/disk';
import { launcherFor, type ImageLauncher } from '../containers/image-table';
import type { NewJob } from './job-runner';
import type { CreateTrainingJobRequest } from '../service-model/operations.generated';
import { algorithmError, clientError, requestError } from './failure-reasons';
import {
  commandOf,
  hostsOf,
  ONE_DAY,
  removeHosts,
  runHosts,
  specOf,
  messageIn,
  type Ending,
  type Host,
  type Hosts,
  type JobMachine,
} from './job-machine';
import { prepareTrainingHost, uploadArtifacts } from './training-files';
import { jobStatus, type SecondaryStatus, type TrainingUpdate } from './training-progress';
import { trainingReporter, type TrainingReporter } from './training-reporter';
import { unsupportedInTraining } from './unsupported-members';

type Job = NewJob<CreateTrainingJobRequest>;
type Report = (update: TrainingUpdate) => void | Promise<void>;

/** How a job ended: its last secondary status, and why if it failed. */
interface Last {
  readonly status: SecondaryStatus;
  readonly reason?: string;
}

const failed = (reason: string): Last => ({ status: 'Failed', reason });

const endOf = async (ending: Ending, hosts: readonly Host[]): Promise<Last> => {
  if (ending._tag === 'Succeeded') return { status: 'Completed' };
  if (ending._tag === 'Stopped') return { status: 'Stopped' };
  if (ending._tag === 'TimedOut') return { status: 'MaxRuntimeExceeded' };
  const { folder = '', logFile = '' } = hosts[ending.host] ?? {};
  const message = new TextDecoder().decode(await messageIn(folder, 'failure'));
  return failed(algorithmError(ending.exit, message, ranOutOfDisk(folder, logFile)));
};

const runContainers = (
  machine: JobMachine,
  { name, arn, request }: Job,
  launcher: ImageLauncher,
  hosts: readonly Host[],
  stopping: AbortSignal,
): Promise<Ending> => {
  const { AlgorithmSpecification: algorithm, Environment = {}, StoppingCondition } = request;
  const entrypoint = algorithm?.ContainerEntrypoint;
  const args = algorithm?.ContainerArguments ?? (entrypoint === undefined ? ['train'] : []);
  const command = commandOf(launcher, entrypoint, args);
  const environment = { ...Environment, TRAINING_JOB_NAME: name, TRAINING_JOB_ARN: arn };
  const specs = hosts.map((host) => specOf(machine, launcher, host, hosts, command, environment));
  return runHosts(machine, specs, stopping, StoppingCondition?.MaxRuntimeInSeconds ?? ONE_DAY);
};

const uploaded = async (
  machine: JobMachine,
  job: Job,
  host: Host,
  stopping: AbortSignal,
  last: Last,
): Promise<Last> => {
  try {
    await uploadArtifacts(machine, job, host, last.status !== 'Failed');
    // A job that was stopped during the upload is Stopped; its model is stored, like that of any stopped job.
    return last.status === 'Completed' && stopping.aborted ? { status: 'Stopped' } : last;
  } catch (cause) {
    return failed(last.reason ?? clientError('Upload of the model failed', cause));
  }
};

const runOn = async (
  machine: JobMachine,
  job: Job,
  hosts: Hosts,
  stopping: AbortSignal,
  reporter: TrainingReporter,
): Promise<Last> => {
  const unsupported = unsupportedInTraining(job.request);
  if (unsupported !== undefined) return failed(requestError(unsupported));
  await reporter.enter('Downloading', { TrainingStartTime: reporter.startTime });
  const launcher = launcherFor(machine.images, job.request.AlgorithmSpecification?.TrainingImage ?? '');
  if (E.isLeft(launcher)) return failed(requestError(launcher.left));
  try {
    for (const host of hosts) await prepareTrainingHost(machine, job, hosts, host, stopping);
  } catch (cause) {
    return stopping.aborted ? { status: 'Stopped' } : failed(clientError('Data download failed', cause));
  }
  await reporter.say('Downloading the training image');
  await reporter.enter('Training');
  const last = await endOf(await runContainers(machine, job, launcher.right, hosts, stopping), hosts);
  if (last.status !== 'Failed') await reporter.enter('Uploading');
  return uploaded(machine, job, hosts[0], stopping, last);
};

/** Runs a job to its end and reports every status on the way; what is reported last is final. */
export const runTrainingJob = async (
  machine: JobMachine,
  job: Job,
  stopping: AbortSignal,
  report: Report,
): Promise<void> => {
  const count = job.request.ResourceConfig?.InstanceCount ?? 1;
  const hosts = hostsOf(machine, 'training', job.name, count);
  const now = () => timestamp(machine.clock.now());
  const reporter = trainingReporter(now, report);
  // What cannot be reported now is reported with the next status.
  const reportStopping = () => void reporter.enter('Stopping').catch(() => undefined);
  stopping.addEventListener('abort', reportStopping, { once: true });
  const last = await runOn(machine, job, hosts, stopping, reporter);
  stopping.removeEventListener('abort', reportStopping);
  await removeHosts(hosts);
  const seconds = Math.max(1, Math.round(now() - reporter.startTime));
  const status = jobStatus(last.status);
  await reporter.enter(last.status, {
    ...(status === undefined ? {} : { TrainingJobStatus: status }),
    TrainingEndTime: now(),
    TrainingTimeInSeconds: seconds,
    BillableTimeInSeconds: seconds,
    ...(last.reason === undefined ? {} : { FailureReason: last.reason }),
  });
};
