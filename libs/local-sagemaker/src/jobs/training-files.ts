// The input files of a training container, and the archives of its results.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { optMlOf } from '../containers/container';
import type { NewJob } from './job-runner';
import { pack } from '../s3/archive';
import { download, uploadFile, whole } from '../s3/transfer';
import type { Channel, CreateTrainingJobRequest } from '../service-model/operations.generated';
import { artifactsUri } from './artifacts-uri';
import type { Host, JobMachine } from './job-machine';

const GROUP = 'homogeneousCluster';

const channelConfig = (channel: Channel, defaultMode: string) => ({
  TrainingInputMode: channel.InputMode ?? defaultMode,
  S3DistributionType: channel.DataSource.S3DataSource?.S3DataDistributionType ?? 'FullyReplicated',
  RecordWrapperType: channel.RecordWrapperType ?? 'None',
  ...(channel.ContentType === undefined ? {} : { ContentType: channel.ContentType }),
});

const configFiles = ({ request }: NewJob<CreateTrainingJobRequest>, hosts: readonly Host[], host: Host) => {
  const names = hosts.map(({ name }) => name);
  const instanceType = request.ResourceConfig?.InstanceType ?? 'local';
  return {
    'hyperparameters.json': request.HyperParameters ?? {},
    'inputdataconfig.json': Object.fromEntries(
      (request.InputDataConfig ?? []).map((channel) => [
        channel.ChannelName,
        channelConfig(channel, request.AlgorithmSpecification?.TrainingInputMode ?? 'File'),
      ]),
    ),
    'resourceconfig.json': {
      current_host: host.name,
      current_instance_type: instanceType,
      current_group_name: GROUP,
      hosts: names,
      instance_groups: [{ instance_group_name: GROUP, instance_type: instanceType, hosts: names }],
      network_interface_name: 'lo',
    },
  };
};

/** Lays out a host's folders, writes its configuration and fetches its channels. */
export const prepareTrainingHost = async (
  { s3 }: JobMachine,
  job: NewJob<CreateTrainingJobRequest>,
  hosts: readonly Host[],
  host: Host,
  stopping: AbortSignal,
): Promise<void> => {
  const base = optMlOf(host.folder);
  const config = join(base, 'input', 'config');
  for (const folder of [config, join(base, 'model'), join(base, 'output', 'data'), join(base, 'checkpoints')])
    await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(configFiles(job, hosts, host)))
    await writeFile(join(config, name), JSON.stringify(content));
  for (const { ChannelName, DataSource } of job.request.InputDataConfig ?? []) {
    const source = DataSource.S3DataSource;
    if (source === undefined) continue;
    const isSharded = source.S3DataDistributionType === 'ShardedByS3Key';
    const shard = isSharded ? { host: host.number, hosts: hosts.length } : whole;
    const found = await download(s3, source.S3Uri, join(base, 'input', 'data', ChannelName), shard, stopping);
    if (found === 0) throw new Error(`channel '${ChannelName}': no objects below ${source.S3Uri}`);
  }
};

/** Uploads output.tar.gz of the first host, and model.tar.gz if the job did not fail. */
export const uploadArtifacts = async (
  { s3 }: JobMachine,
  job: NewJob<CreateTrainingJobRequest>,
  host: Host,
  withModel: boolean,
): Promise<void> => {
  const target = artifactsUri(job.request);
  const base = optMlOf(host.folder);
  const archives = [
    { from: join(base, 'output', 'data'), name: 'output.tar.gz' },
    ...(withModel ? [{ from: join(base, 'model'), name: 'model.tar.gz' }] : []),
  ];
  for (const { from, name } of archives) {
    const file = join(host.folder, name);
    if (await pack(from, file)) await uploadFile(s3, file, `${target}/${name}`);
  }
};
