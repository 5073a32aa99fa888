// Network and instance types of jobs and models, in the SDK's terms.
import type { VpcConfig } from '@aws-sdk/client-sagemaker';
import type { Network } from '@credit-risk/config';

/**
 * The service decides which instance types exist, and the SDK's closed list is always older: so the configured
 * name is passed on unchanged, and the service refuses a name that it does not know.
 */
export function instanceTypeOf<T extends string>(name: string): T;
export function instanceTypeOf(name: string): string {
  return name;
}

type EmptyPart = Readonly<Record<never, never>>;

/** `VpcConfig` if subnets are configured; nothing otherwise. */
export const vpcConfigOf = ({ subnets, securityGroupIds }: Network): { VpcConfig?: VpcConfig } =>
  subnets.length === 0
    ? {}
    : { VpcConfig: { Subnets: [...subnets], SecurityGroupIds: [...securityGroupIds] } };

/** The part of a request that a configured value makes; nothing without a value: a request never holds `null`. */
export const given = <T extends object>(value: string | null, part: (value: string) => T): T | EmptyPart =>
  value === null ? {} : part(value);
