// The input files of a processing container, and the upload of its outputs.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { optMlOf } from '../containers/container';
import type { NewJob } from './job-runner';
import { download, upload, whole } from '../s3/transfer';
import type {
  CreateProcessingJobRequest,
  ProcessingInput,
  ProcessingOutput,
  ProcessingS3Output,
} from '../service-model/operations.generated';
import { ONE_DAY, type Host, type JobMachine } from './job-machine';

type Job = NewJob<CreateProcessingJobRequest>;
type PlacedOutput = ProcessingS3Output & { readonly LocalPath: string };

// A container's paths are below /opt/ml, which is a folder of the host's.
const placed = (host: Host, path: string): string =>
  join(optMlOf(host.folder), path.replace(/^\/opt\/ml(?=\/|$)/, ''));

const isPlaced = (output: ProcessingS3Output): output is PlacedOutput => output.LocalPath !== undefined;

const outputsOf = (request: CreateProcessingJobRequest): readonly PlacedOutput[] =>
  (request.ProcessingOutputConfig?.Outputs ?? []).flatMap(({ S3Output }: ProcessingOutput) =>
    S3Output !== undefined && isPlaced(S3Output) ? [S3Output] : [],
  );

// Like in the example of the developer guide, defaults are filled in. [D]
const filledIn = ({ S3Input, ...input }: ProcessingInput) => ({
  ...input,
  ...(S3Input === undefined
    ? {}
    : {
        S3Input: {
          S3InputMode: 'File',
          S3DataDistributionType: 'FullyReplicated',
          S3CompressionType: 'None',
          S3DownloadMode: 'StartOfJob',
          ...S3Input,
        },
      }),
});

const processingConfig = ({ name, arn, request }: Job) => ({
  ProcessingJobArn: arn,
  ProcessingJobName: name,
  AppSpecification: { ContainerEntrypoint: null, ContainerArguments: null, ...request.AppSpecification },
  Environment: request.Environment ?? {},
  ProcessingInputs: (request.ProcessingInputs ?? []).map(filledIn),
  ProcessingOutputConfig: request.ProcessingOutputConfig ?? { Outputs: [] },
  ProcessingResources: request.ProcessingResources,
  RoleArn: request.RoleArn,
  StoppingCondition: request.StoppingCondition ?? { MaxRuntimeInSeconds: ONE_DAY },
});

/** Lays out a host's folders, writes its configuration and fetches its inputs. */
export const prepareProcessingHost = async (
  { s3 }: JobMachine,
  job: Job,
  hosts: readonly Host[],
  host: Host,
  stopping: AbortSignal,
): Promise<void> => {
  const config = placed(host, '/opt/ml/config');
  const write = (file: string, content: object): Promise<void> =>
    writeFile(join(config, file), JSON.stringify(content));
  for (const folder of [config, placed(host, '/opt/ml/output')]) await mkdir(folder, { recursive: true });
  await write('processingjobconfig.json', processingConfig(job));
  await write('resourceconfig.json', { current_host: host.name, hosts: hosts.map(({ name }) => name) });
  for (const { LocalPath } of outputsOf(job.request))
    await mkdir(placed(host, LocalPath), { recursive: true });
  for (const { InputName, S3Input: input } of job.request.ProcessingInputs ?? []) {
    if (input?.LocalPath === undefined) continue;
    const isSharded = input.S3DataDistributionType === 'ShardedByS3Key';
    const shard = isSharded ? { host: host.number, hosts: hosts.length } : whole;
    const found = await download(s3, input.S3Uri, placed(host, input.LocalPath), shard, stopping);
    if (found === 0) throw new Error(`input '${InputName}': no objects below ${input.S3Uri}`);
  }
};

/** Uploads the outputs of all hosts; of a job that did not succeed, those that are uploaded continuously. Rejects at a signal. */
export const uploadOutputs = async (
  { s3 }: JobMachine,
  { request }: Job,
  hosts: readonly Host[],
  hasSucceeded: boolean,
  signal?: AbortSignal,
): Promise<void> => {
  const outputs = outputsOf(request).filter(
    ({ S3UploadMode }) => hasSucceeded || S3UploadMode === 'Continuous',
  );
  for (const host of hosts)
    for (const { LocalPath, S3Uri } of outputs) await upload(s3, placed(host, LocalPath), S3Uri, signal);
};
