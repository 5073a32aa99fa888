// A processing job: inputs from S3, one container per host, outputs to S3.
import * as E from 'fp-ts/Either';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { timestamp } from '../clock';
import { optMlOf } from '../containers/container';
import { launcherFor, type ImageLauncher } from '../image-table';
import type { NewJob } from '../job-lifecycle';
import { download, upload, whole } from '../s3/transfer';
import type {
  CreateProcessingJobRequest,
  DescribeProcessingJobResponse,
} from '../service-model/operations.generated';
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

type Request = CreateProcessingJobRequest;
type Update = Partial<DescribeProcessingJobResponse>;

const LONGEST_MESSAGE = 1_024;
const ONE_DAY = 86_400;

// A container's paths are below /opt/ml, which is a folder of the host's.
const placed = (host: Host, path: string): string =>
  join(optMlOf(host.folder), path.replace(/^\/opt\/ml\/?/, ''));

const outputsOf = (request: Request) => request.ProcessingOutputConfig?.Outputs ?? [];

const configFiles = (job: NewJob<Request>, hosts: readonly Host[]) => ({
  processingjobconfig: {
    ProcessingJobArn: job.arn,
    ProcessingJobName: job.name,
    AppSpecification: {
      ContainerEntrypoint: null,
      ContainerArguments: null,
      ...job.request.AppSpecification,
    },
    Environment: job.request.Environment ?? {},
    ProcessingInputs: job.request.ProcessingInputs ?? [],
    ProcessingOutputConfig: job.request.ProcessingOutputConfig ?? { Outputs: [] },
    ProcessingResources: job.request.ProcessingResources,
    RoleArn: job.request.RoleArn,
    StoppingCondition: job.request.StoppingCondition ?? { MaxRuntimeInSeconds: ONE_DAY },
  },
  hosts: hosts.map(({ name }) => name),
});

const prepareHost = async (
  { s3 }: JobMachine,
  job: NewJob<Request>,
  hosts: readonly Host[],
  host: Host,
): Promise<void> => {
  const { processingjobconfig, hosts: names } = configFiles(job, hosts);
  const config = placed(host, 'config');
  await mkdir(config, { recursive: true });
  await mkdir(placed(host, 'output'), { recursive: true });
  await writeFile(join(config, 'processingjobconfig.json'), JSON.stringify(processingjobconfig));
  await writeFile(
    join(config, 'resourceconfig.json'),
    JSON.stringify({ current_host: host.name, hosts: names }),
  );
  for (const { InputName, S3Input } of job.request.ProcessingInputs ?? []) {
    if (S3Input?.LocalPath === undefined) continue;
    const shard =
      S3Input.S3DataDistributionType === 'ShardedByS3Key'
        ? { host: host.number, hosts: hosts.length }
        : whole;
    const found = await download(s3, S3Input.S3Uri, placed(host, S3Input.LocalPath), shard);
    if (found === 0) throw new Error(`input ${InputName}: no objects below ${S3Input.S3Uri}`);
  }
  for (const { S3Output } of outputsOf(job.request))
    if (S3Output?.LocalPath !== undefined) await mkdir(placed(host, S3Output.LocalPath), { recursive: true });
};

const uploadOutputs = async (
  { s3 }: JobMachine,
  request: Request,
  hosts: readonly Host[],
  isWanted: (mode: string) => boolean,
): Promise<void> => {
  for (const host of hosts)
    for (const { S3Output } of outputsOf(request))
      if (S3Output?.LocalPath !== undefined && isWanted(S3Output.S3UploadMode))
        await upload(s3, placed(host, S3Output.LocalPath), S3Output.S3Uri);
};

const endOf = async (ending: Ending, hosts: readonly Host[]): Promise<Update> => {
  const told = await Promise.all(hosts.map(({ folder }) => toldIn(folder, 'output', 'message')));
  const message = told
    .map((text) => text.slice(0, LONGEST_MESSAGE))
    .join('')
    .slice(0, LONGEST_MESSAGE);
  const ExitMessage = message === '' ? {} : { ExitMessage: message };
  switch (ending._tag) {
    case 'Succeeded':
      return { ProcessingJobStatus: 'Completed', ...ExitMessage };
    case 'Failed':
      return {
        ProcessingJobStatus: 'Failed',
        FailureReason: algorithmError(ending.exit, ''),
        ...ExitMessage,
      };
    case 'Stopped':
    case 'TimedOut':
      return { ProcessingJobStatus: 'Stopped', ...ExitMessage };
  }
};

const runPrepared = async (
  machine: JobMachine,
  job: NewJob<Request>,
  launcher: ImageLauncher,
  hosts: readonly Host[],
  stopped: Promise<void>,
): Promise<Update> => {
  const { AppSpecification: app, Environment = {}, StoppingCondition } = job.request;
  const command = commandOf(launcher, app.ContainerEntrypoint, app.ContainerArguments ?? []);
  const environment = { AWS_REGION: machine.region, ...Environment, PROCESSING_JOB_ARN: job.arn };
  const specs = hosts.map((host) => specOf(machine, launcher, host, hosts, command, environment));
  const ending = await runHosts(machine, specs, stopped, StoppingCondition?.MaxRuntimeInSeconds ?? ONE_DAY);
  try {
    await uploadOutputs(
      machine,
      job.request,
      hosts,
      (mode) => ending._tag === 'Succeeded' || mode === 'Continuous',
    );
  } catch (cause) {
    return {
      ProcessingJobStatus: 'Failed',
      FailureReason: clientError('Upload of the output failed', cause),
    };
  }
  return endOf(ending, hosts);
};

/** Runs a job to its end; the last update is the returned one, with its end time. */
export const runProcessingJob = async (
  machine: JobMachine,
  job: NewJob<Request>,
  stopped: Promise<void>,
  report: (update: Update) => void | Promise<void>,
): Promise<void> => {
  const count = job.request.ProcessingResources.ClusterConfig.InstanceCount ?? 1;
  const hosts = hostsOf(machine, 'processing', job.name, count);
  const now = () => timestamp(machine.clock.now());
  const run = async (): Promise<Update> => {
    const launcher = launcherFor(machine.images, job.request.AppSpecification.ImageUri);
    if (E.isLeft(launcher))
      return { ProcessingJobStatus: 'Failed', FailureReason: imageError(launcher.left) };
    try {
      for (const host of hosts) await prepareHost(machine, job, hosts, host);
    } catch (cause) {
      return { ProcessingJobStatus: 'Failed', FailureReason: clientError('Data download failed', cause) };
    }
    await report({ ProcessingStartTime: now() });
    return runPrepared(machine, job, launcher.right, hosts, stopped);
  };
  const last = await run();
  await report({ ...last, ProcessingEndTime: now() });
  for (const host of hosts) await rm(dirname(host.folder), { recursive: true, force: true });
};
