// Finds a stage of a pipeline by the name that a person typed.
import type { StageName } from '@credit-risk/sagemaker-jobs';
import * as O from 'fp-ts/Option';
import type { Pipeline, Stage } from './stage';

/** The names of a pipeline's stages, in order. */
export const stageNamesOf = ({ stages }: Pipeline): readonly StageName[] => stages.map(({ name }) => name);

/**
 * The stage of this name.
 *
 * @example
 * stageNamed(trainingPipeline, 'training'); // some({ name: 'training', … })
 */
export const stageNamed = ({ stages }: Pipeline, name: string): O.Option<Stage> =>
  O.fromNullable(stages.find((stage) => stage.name === name));
