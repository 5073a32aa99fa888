// The network that containers run in.
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
  /** No network calls into or out of the containers. */
  isolation: withDefault(
    boolean({ description: 'Whether the containers are cut off from the network.' }),
    defaults.network.isolation,
  ),
});

const needed = 'at least one, because a VPC needs subnets and security groups';

/** The network that the containers of a job or model run in. Empty lists: no VPC. */
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
