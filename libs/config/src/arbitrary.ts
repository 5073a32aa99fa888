// Configurations for property tests, made from the codec; needs fast-check.
import * as fc from 'fast-check';
import { arbitraryOf } from '@credit-risk/io-ts-schema/arbitrary';
import type { Aws } from './aws/aws';
import { PipelineConfig } from './pipeline-config';

const places: fc.Arbitrary<Pick<Aws, 'partition' | 'region'>> = fc.constantFrom(
  { partition: 'aws', region: 'eu-west-1' },
  { partition: 'aws-cn', region: 'cn-north-1' },
  { partition: 'aws-us-gov', region: 'us-gov-west-1' },
);

// The codec's own values mix partitions, which the rules across the whole configuration refuse.
const placed = (config: PipelineConfig, place: Pick<Aws, 'partition' | 'region'>): unknown => {
  const text = JSON.stringify(config).replace(/arn:aws[a-z-]*:/g, `arn:${place.partition}:`);
  return JSON.parse(text, (key, value: unknown) => (key === 'aws' ? { ...config.aws, ...place } : value));
};

/**
 * Any configuration that decodes, every default filled in.
 *
 * @example
 * fc.assert(fc.property(arbitraryConfig, (config) => E.isRight(decodeConfig(config))));
 */
export const arbitraryConfig: fc.Arbitrary<PipelineConfig> = fc
  .tuple(arbitraryOf(PipelineConfig), places)
  .map(([config, place]) => placed(config, place))
  .filter((config): config is PipelineConfig => PipelineConfig.is(config));
