// What a role may do, as a value: templates, their checks and the comparison with recorded calls read the same.
import { Effect, PolicyDocument, PolicyStatement, Role, type RoleProps } from 'aws-cdk-lib/aws-iam';
import { Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Some actions on some resources. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What it is for. Where a resource has a `*`, why no other name will do. */
  readonly why: string;
  /** Why no call of a test run shows the need; absent where calls do. */
  readonly unseen?: string;
}

const statementOf = ({ actions, resources, condition }: Permission): PolicyStatement =>
  new PolicyStatement({
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [...resources],
    ...(condition && { conditions: condition }),
  });

// Gives cdk-nag the reason why a policy names resources by a `*`.
const explainWildcards = (role: Role, permissions: readonly Permission[]): void => {
  const reasons = new Map(
    permissions.flatMap(({ resources, why }) =>
      resources.filter((resource) => resource.includes('*')).map((resource) => [resource, why] as const),
    ),
  );
  for (const [resource, reason] of reasons)
    Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
};

/** A role with these permissions and no other: constructs that use it cannot add any. */
export const roleWith = (
  scope: Construct,
  id: string,
  permissions: readonly Permission[],
  props: RoleProps,
): Role => {
  const needs = new PolicyDocument({ minimize: true, statements: permissions.map(statementOf) });
  const role = new Role(scope, id, { ...props, inlinePolicies: { needs } });
  explainWildcards(role, permissions);
  return role;
};
