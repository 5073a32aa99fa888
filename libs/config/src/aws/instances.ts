// The machines of a job, and what they run.
import { integer, type ObjectOf, withDefault } from '@credit-risk/io-ts-schema';
import { instanceCount, InstanceType, kmsKey, StageRoleArn } from './aws';
import { defaults } from '../defaults/defaults';
import { imageOf } from './image';
import { Network } from './network';

const longestRuntime = 777_600;

/** The members of a stage that runs a job. */
export const instancesFields = (repository: string) => ({
  instanceType: withDefault(InstanceType, defaults.instances.instanceType),
  instanceCount: withDefault(instanceCount, defaults.instances.instanceCount),
  volumeSizeInGB: withDefault(
    integer({ minimum: 1, maximum: 16_384, description: 'Storage of each node, in GB.' }),
    defaults.instances.volumeSizeInGB,
  ),
  maxRuntimeInSeconds: withDefault(
    integer({ minimum: 1, maximum: longestRuntime, description: 'A job that takes longer is stopped.' }),
    defaults.instances.maxRuntimeInSeconds,
  ),
  image: withDefault(imageOf(repository), {}),
  roleArn: StageRoleArn,
  network: withDefault(Network, {}),
  volumeKmsKeyId: kmsKey("Encrypts the nodes' storage."),
  outputKmsKeyId: kmsKey('Encrypts what the job writes to S3.'),
});

/** The machines of a job, and what they run. */
export interface Instances extends ObjectOf<ReturnType<typeof instancesFields>> {}
