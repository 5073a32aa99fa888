// Names of what is deployed: by project and environment.
import type { PipelineConfig } from '@credit-risk/config';

type Named = Pick<PipelineConfig, 'project' | 'environment'>;

/**
 * The name of a part of a deployment.
 *
 * @example
 * nameOf(config, 'scoring-api'); // 'credit-risk-local-scoring-api'
 */
export const nameOf = ({ project, environment }: Named, part: string): string =>
  `${project}-${environment}-${part}`;

/** The names of the two stacks of a deployment. */
export const stackNames = (config: Named): { readonly data: string; readonly api: string } => ({
  data: nameOf(config, 'data'),
  api: nameOf(config, 'api'),
});
