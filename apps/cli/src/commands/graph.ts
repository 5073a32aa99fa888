// `graph`: the stages, and what they need of each other.
import { graphOf, mermaidOf } from '@credit-risk/pipelines';
import * as TE from 'fp-ts/TaskEither';
import type { Command } from '../world/command';
import { pipeline } from './run-options';

/** Prints the pipeline's graph. */
export const graph = (format: 'json' | 'mermaid'): Command => {
  const stages = graphOf(pipeline);
  return () => TE.right(format === 'json' ? JSON.stringify(stages) : mermaidOf(stages));
};
