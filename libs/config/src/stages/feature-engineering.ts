// From the raw loans to features.
import { type Codec, literals, object, refined, withDefault } from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import { defaults } from '../defaults/defaults';
import { instancesFields } from '../aws/instances';

const featureEngineeringFields = object(
  {
    ...instancesFields(defaults.repositories.featureEngineering),
    engine: withDefault(
      literals(['duckdb', 'spark'], {
        description: 'duckdb: one node, in seconds. spark: a cluster of instanceCount nodes.',
      }),
      defaults.engine,
    ),
  },
  { description: 'The job that computes the features.' },
);

/** From the raw loans to features: machines and engine. */
export interface FeatureEngineering extends TypeOf<typeof featureEngineeringFields> {}

const isCluster = (engine: string, instanceCount: number): boolean => engine === 'spark' && instanceCount > 1;

/** Only Spark spreads over several nodes, and there it reads and writes S3 itself. */
export const FeatureEngineering: Codec<FeatureEngineering> = refined(
  featureEngineeringFields,
  ({ engine, instanceCount, network }) =>
    engine === 'duckdb' && instanceCount > 1
      ? [
          {
            path: ['instanceCount'],
            expectation:
              '1, because engine duckdb runs on one node ($.stages.featureEngineering.engine; spark takes any number)',
          },
        ]
      : isCluster(engine, instanceCount) && network.isolation
        ? [
            {
              path: ['network', 'isolation'],
              expectation:
                'false, because the nodes of a Spark cluster reach S3 themselves ($.stages.featureEngineering.instanceCount is above 1)',
            },
          ]
        : [],
);
