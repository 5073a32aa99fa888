// What jobs and models share: network and instance types, in the SDK's terms.
import type { VpcConfig } from '@aws-sdk/client-sagemaker';
import type { Network } from '@credit-risk/config';

/**
 * The service decides which instance types exist, and the SDK's closed list is always older: so the configured
 * name goes through as it is, and the service refuses the one it does not know.
 */
export function instanceTypeOf<T extends string>(name: string): T;
export function instanceTypeOf(name: string): string {
  return name;
}

type EmptyPart = Readonly<Record<never, never>>;

/** `VpcConfig` where subnets are configured; nothing otherwise. */
export const vpcConfigOf = ({ subnets, securityGroupIds }: Network): { VpcConfig?: VpcConfig } =>
  subnets.length === 0
    ? {}
    : { VpcConfig: { Subnets: [...subnets], SecurityGroupIds: [...securityGroupIds] } };

/** The part of a request that a configured value makes; nothing where there is none: a request never says `null`. */
export const given = <T extends object>(value: string | null, part: (value: string) => T): T | EmptyPart =>
  value === null ? {} : part(value);
