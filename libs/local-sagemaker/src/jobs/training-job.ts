// A training job: channels from S3, one container per host, the model to S3.
import * as E from 'fp-ts/Either';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { timestamp } from '../clock';
import { launcherFor } from '../image-table';
import type { NewJob } from '../job-lifecycle';
import type { CreateTrainingJobRequest } from '../service-model/operations.generated';
import { algorithmError, clientError, imageError } from './failure-reasons';
import {
  commandOf,
  hostsOf,
  runHosts,
  specOf,
  toldIn,
  type Ending,
  type Host,
  type JobMachine,
} from './job-machine';
import { prepareTrainingHost, uploadArtifacts } from './training-files';
import { advance, started, told, type SecondaryStatus, type TrainingUpdate } from './training-progress';

type Job = NewJob<CreateTrainingJobRequest>;
type Report = (update: TrainingUpdate) => void | Promise<void>;

/** How a job ended: its last secondary status, and why if it failed. */
interface Last {
  readonly status: SecondaryStatus;
  readonly reason?: string;
}

const ONE_DAY = 86_400;

const jobStatus = (last: SecondaryStatus) =>
  last === 'Completed' ? 'Completed' : last === 'Failed' ? 'Failed' : 'Stopped';

const endOf = async (ending: Ending, hosts: readonly Host[]): Promise<Last> => {
  if (ending._tag === 'Succeeded') return { status: 'Completed' };
  if (ending._tag === 'Stopped') return { status: 'Stopped' };
  if (ending._tag === 'TimedOut') return { status: 'MaxRuntimeExceeded' };
  const failure = await toldIn(hosts[ending.host]?.folder ?? '', 'output', 'failure');
  return { status: 'Failed', reason: algorithmError(ending.exit, failure) };
};

const runContainers = async (
  machine: JobMachine,
  job: Job,
  hosts: readonly Host[],
  stopped: Promise<void>,
): Promise<E.Either<string, Ending>> => {
  const { AlgorithmSpecification: algorithm, Environment = {}, StoppingCondition } = job.request;
  const launcher = launcherFor(machine.images, algorithm?.TrainingImage ?? '');
  if (E.isLeft(launcher)) return E.left(imageError(launcher.left));
  const args =
    algorithm?.ContainerArguments ?? (algorithm?.ContainerEntrypoint === undefined ? ['train'] : []);
  const command = commandOf(launcher.right, algorithm?.ContainerEntrypoint, args);
  const environment = {
    AWS_REGION: machine.region,
    ...Environment,
    TRAINING_JOB_NAME: job.name,
    TRAINING_JOB_ARN: job.arn,
  };
  const specs = hosts.map((host) => specOf(machine, launcher.right, host, hosts, command, environment));
  return E.right(await runHosts(machine, specs, stopped, StoppingCondition?.MaxRuntimeInSeconds ?? ONE_DAY));
};

/** Runs a job to its end and reports every status on the way. */
export const runTrainingJob = async (
  machine: JobMachine,
  job: Job,
  stopped: Promise<void>,
  report: Report,
): Promise<void> => {
  const hosts = hostsOf(machine, 'training', job.name, job.request.ResourceConfig?.InstanceCount ?? 1);
  const now = () => timestamp(machine.clock.now());
  const startTime = now();
  let progress = started(startTime);
  const enter = async (status: SecondaryStatus, more: TrainingUpdate = {}): Promise<void> => {
    progress = advance(progress, status, now());
    await report({ ...told(progress), ...more });
  };
  const run = async (): Promise<Last> => {
    await enter('Downloading', { TrainingStartTime: startTime });
    try {
      for (const host of hosts) await prepareTrainingHost(machine, job, hosts, host);
    } catch (cause) {
      return { status: 'Failed', reason: clientError('Data download failed', cause) };
    }
    await enter('Training');
    const ending = await runContainers(machine, job, hosts, stopped);
    if (E.isLeft(ending)) return { status: 'Failed', reason: ending.left };
    const last = await endOf(ending.right, hosts);
    if (last.status !== 'Failed') await enter('Uploading');
    try {
      for (const host of hosts.slice(0, 1))
        await uploadArtifacts(machine, job, host, last.status !== 'Failed');
    } catch (cause) {
      return { status: 'Failed', reason: last.reason ?? clientError('Upload of the model failed', cause) };
    }
    return last;
  };
  const last = await run();
  const seconds = Math.max(1, Math.round(now() - startTime));
  await enter(last.status, {
    TrainingJobStatus: jobStatus(last.status),
    TrainingEndTime: now(),
    TrainingTimeInSeconds: seconds,
    BillableTimeInSeconds: seconds,
    ...(last.reason === undefined ? {} : { FailureReason: last.reason }),
  });
  for (const host of hosts) await rm(dirname(host.folder), { recursive: true, force: true });
};
