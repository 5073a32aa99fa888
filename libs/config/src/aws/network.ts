// Where containers live.
import { array, boolean, type Codec, object, refined, text, withDefault } from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import { defaults } from '../defaults/defaults';

const networkFields = object({
  subnets: withDefault(
    array(
      text({ pattern: 'subnet-[0-9a-f]{8,17}', expectation: 'a subnet such as subnet-0123456789abcdef0' }),
      {
        maxItems: 16,
        description: 'Subnets of the VPC.',
      },
    ),
    defaults.network.subnets,
  ),
  securityGroupIds: withDefault(
    array(
      text({ pattern: 'sg-[0-9a-f]{8,17}', expectation: 'a security group such as sg-0123456789abcdef0' }),
      {
        maxItems: 5,
        description: 'Security groups of the VPC.',
      },
    ),
    defaults.network.securityGroupIds,
  ),
  /** No network calls in or out of the container at all. */
  isolation: withDefault(
    boolean({ description: 'Whether the containers can make no network call at all.' }),
    defaults.network.isolation,
  ),
});

const needed = 'at least one, because a VPC needs subnets and security groups';

/** Where a job's or model's containers live. Empty lists: no VPC. */
export interface Network extends TypeOf<typeof networkFields> {}

/** A VPC has both subnets and security groups. */
export const Network: Codec<Network> = refined(networkFields, ({ subnets, securityGroupIds }) => [
  ...(subnets.length === 0 && securityGroupIds.length > 0
    ? [{ path: ['subnets'], expectation: needed }]
    : []),
  ...(subnets.length > 0 && securityGroupIds.length === 0
    ? [{ path: ['securityGroupIds'], expectation: needed }]
    : []),
]);
