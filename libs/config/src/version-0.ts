// Version 0: flat, one instance type and one number of nodes.
import { array, integer, literals, object, optional, record, text } from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';

// Only the types of the values: version 1 checks the values after the migration.
export const ConfigVersion0 = object({
  version: literals([0]),
  project: text(),
  environment: text(),
  region: text(),
  accountId: text(),
  roleArn: text(),
  artifactsUri: text(),
  dataset: text(),
  asOf: optional(text()),
  engine: optional(literals(['duckdb', 'spark'])),
  instanceType: optional(text()),
  numberOfNodes: optional(integer()),
  subnets: optional(array(text())),
  securityGroupIds: optional(array(text())),
  endpointName: optional(text()),
  tags: optional(record(text(), text())),
});

export type ConfigVersion0 = TypeOf<typeof ConfigVersion0>;

/** The same configuration in version 1. */
export const fromVersion0 = (old: ConfigVersion0): unknown => {
  const network = { subnets: old.subnets ?? [], securityGroupIds: old.securityGroupIds ?? [] };
  const job = { instanceType: old.instanceType, network };
  return {
    version: 1,
    project: old.project,
    environment: old.environment,
    aws: { region: old.region, accountId: old.accountId },
    roleArn: old.roleArn,
    artifactsUri: old.artifactsUri,
    dataset: { uri: old.dataset, asOf: old.asOf },
    stages: {
      featureEngineering: { ...job, instanceCount: old.numberOfNodes, engine: old.engine },
      training: job,
      createModel: { network },
      createEndpoint: { endpointName: old.endpointName },
    },
    tags: old.tags,
  };
};
