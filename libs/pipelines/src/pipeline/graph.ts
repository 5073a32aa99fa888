// A pipeline as a graph: for people and for Airflow's tests.
import type { StageName } from '@credit-risk/sagemaker-jobs';
import type { Pipeline } from './stage';

/** A pipeline's stages and what they need of each other. */
export interface Graph {
  readonly pipeline: string;
  readonly stages: readonly {
    readonly name: StageName;
    readonly description: string;
    readonly needs: readonly StageName[];
    readonly produces: readonly string[];
  }[];
}

/**
 * The graph of a pipeline.
 *
 * @example
 * graphOf(trainingPipeline).stages.map(({ name }) => name); // ['get-config', 'feature-engineering', …]
 */
export const graphOf = ({ name, stages }: Pipeline): Graph => ({
  pipeline: name,
  stages: stages.map(({ name: stage, description, needs, produces }) => ({
    name: stage,
    description,
    needs,
    produces,
  })),
});

/**
 * The graph as a Mermaid flowchart; an arrow goes from a stage to the one that needs it.
 *
 * @example
 * mermaidOf(graphOf(trainingPipeline)); // 'flowchart LR\n  get-config["get-config"]\n…'
 */
export const mermaidOf = ({ stages }: Graph): string =>
  [
    'flowchart LR',
    ...stages.map(({ name }) => `  ${name}["${name}"]`),
    ...stages.flatMap(({ name, needs }) => needs.map((need) => `  ${need} --> ${name}`)),
  ].join('\n');
