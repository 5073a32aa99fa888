// The identity of a configuration, for lineage.
import { jsonDigest } from './canonical-json';
import type { PipelineConfig } from './pipeline-config';

/** SHA-256 (hex) of the configuration's canonical JSON: equal configurations have equal digests. */
export const configDigest = (config: PipelineConfig): string => jsonDigest(config);
