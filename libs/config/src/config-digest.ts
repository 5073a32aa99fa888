// The identity of a configuration, for lineage.
import { jsonDigest } from './canonical-json';
import type { PipelineConfig } from './pipeline-config';

// No stage of a pipeline reads it: deploying the API in another way interrupts no run and changes no model.
const readByNoStage: keyof PipelineConfig = 'api';

/** SHA-256 (hex) of the canonical JSON of what a run is made from: all but `api`. Equal ones have equal digests. */
export const configDigest = (config: PipelineConfig): string =>
  jsonDigest(Object.fromEntries(Object.entries(config).filter(([key]) => key !== readByNoStage)));
