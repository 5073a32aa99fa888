// Names are derived, so that a repeated stage finds what it made before.
import { jsonDigest, type PipelineConfig } from '@credit-risk/config';
import type { Run } from './run';
import type { StageName } from './stages';

const longestJobName = 63;
const longestFeatureGroupName = 64;
const digestLength = 8;

// A shortened name keeps its tail, which distinguishes runs, and a digest of the whole, which keeps it unique.
const fitted = (head: string, tail: string, longest: number): string => {
  const whole = `${head}-${tail}`;
  if (whole.length <= longest) return whole;
  const end = `-${jsonDigest(whole).slice(0, digestLength)}-${tail}`;
  return `${head.slice(0, longest - end.length).replace(/-+$/, '')}${end}`;
};

/** `<project>-<environment>-<part>-<runId>-<attempt>`, at most 63 characters. */
export const resourceName = (run: Run, part: string): string =>
  fitted(
    `${run.config.project}-${run.config.environment}-${part}`,
    `${run.runId}-${run.attempt}`,
    longestJobName,
  );

/**
 * The name of the job, model or endpoint configuration that a stage of a run makes.
 *
 * @example
 * jobName(run, 'training'); // 'credit-risk-local-training-20261124t101502-k3f9-1'
 */
export const jobName = (run: Run, stage: StageName): string => resourceName(run, stage);

/** `<project>-<environment>-loans-<contractVersion>`, with `-asof-YYYYMMDD` if features are as of a fixed date. */
export const featureGroupName = (config: PipelineConfig, contractVersion: string): string => {
  const { asOf } = config.dataset;
  const asOfPart = asOf === 'loan_date' ? '' : `-asof-${asOf.replace(/-/g, '')}`;
  return fitted(
    `${config.project}-${config.environment}`,
    `loans-${contractVersion}${asOfPart}`,
    longestFeatureGroupName,
  );
};

// A shortened name keeps at least this much before its digest and the longest tail.
const leftOfJob = 25;
const leftOfFeatureGroup = 18;

/**
 * The prefix of all names that runs of a configuration give; policies permit by it.
 *
 * @example
 * namesBeginWith(config); // 'credit-risk-local-'
 */
export const namesBeginWith = ({ project, environment }: PipelineConfig): string => {
  const whole = `${project}-${environment}-`;
  return whole.length <= leftOfJob ? whole : whole.slice(0, leftOfFeatureGroup).replace(/-+$/, '');
};
