// The roles that SageMaker takes on: those that the configuration names, each with what its stages need.
import type { PipelineConfig } from '@credit-risk/config';
import type { Permission } from './permission';
import { stagePermissions, type StageWithRole } from './stage-permissions';

/** An execution role of this deployment's account. */
export interface ExecutionRole {
  readonly arn: string;
  /** With slashes on both sides. */
  readonly path: string;
  readonly name: string;
  readonly stages: readonly StageWithRole[];
  readonly permissions: readonly Permission[];
}

const stagesWithRole: readonly StageWithRole[] = [
  'featureEngineering',
  'registerFeatures',
  'training',
  'createModel',
];

/** The ARNs of all execution roles. */
export const executionRoleArns = ({ stages }: PipelineConfig): readonly string[] => [
  ...new Set(stagesWithRole.map((stage) => stages[stage].roleArn)),
];

const distinct = (permissions: readonly Permission[]): readonly Permission[] => [
  ...new Map(permissions.map((permission) => [JSON.stringify(permission), permission])).values(),
];

/** The execution roles that belong to the account of the configuration; others are somebody else's. */
export const executionRoles = (config: PipelineConfig, keyArn: string): readonly ExecutionRole[] =>
  executionRoleArns(config)
    .filter((arn) => arn.split(':')[4] === config.aws.accountId)
    .map((arn) => {
      const [, path = '/', name = ''] = /:role(\/(?:.*\/)?)(.+)$/.exec(arn) ?? [];
      const stages = stagesWithRole.filter((stage) => config.stages[stage].roleArn === arn);
      const permissions = distinct(stages.flatMap((stage) => stagePermissions(config, stage, keyArn)));
      return { arn, path, name, stages, permissions };
    });
