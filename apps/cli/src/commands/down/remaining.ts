// What stays after `down`, and how to remove it: data is never deleted without being named.
import type { PipelineConfig } from '@credit-risk/config';
import { runsUri } from '@credit-risk/sagemaker-jobs';

/** Something that stays. */
export interface Remaining {
  readonly what: string;
  readonly howToRemove: string;
}

const featureGroup = (name: string): Remaining => ({
  what: `The features stay, in the feature group ${name}`,
  howToRemove: `Remove: aws sagemaker delete-feature-group --feature-group-name ${name}`,
});

const bucket = (name: string): Remaining => ({
  what: `The bucket ${name} stays, with all versions of its objects`,
  howToRemove: `Remove: empty it with its versions, such as in the S3 console, then aws s3 rb s3://${name}`,
});

const keys = ({ project, environment }: PipelineConfig): Remaining => ({
  what: 'The KMS keys of these buckets stay, so that their objects stay readable',
  howToRemove: `List: aws resourcegroupstaggingapi get-resources --resource-type-filters kms:key --tag-filters Key=credit-risk:project,Values=${project} Key=credit-risk:environment,Values=${environment}. Remove: aws kms schedule-key-deletion --key-id ID`,
});

const files = ({ artifactsUri }: PipelineConfig): Remaining => ({
  what: `The files of the runs stay, below ${artifactsUri}`,
  howToRemove: `Remove: aws s3 rm --recursive ${runsUri(artifactsUri)}`,
});

const logs: Remaining = {
  what: 'The logs of jobs and endpoints stay, in the log groups /aws/sagemaker/*',
  howToRemove: 'Remove: aws logs delete-log-group --log-group-name NAME, or give them a retention period',
};

/** What stays of a configuration's runs and deployment. */
export const remainingOf = (
  config: PipelineConfig,
  found: { readonly featureGroups: readonly string[]; readonly buckets: readonly string[] },
): readonly Remaining[] => [
  ...found.featureGroups.map(featureGroup),
  files(config),
  ...found.buckets.map(bucket),
  ...(found.buckets.length === 0 ? [] : [keys(config)]),
  logs,
];
