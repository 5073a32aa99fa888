// The live endpoint.
import {
  array,
  type Codec,
  integer,
  nullable,
  number,
  object,
  refined,
  text,
  type Violation,
  withDefault,
} from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import { instanceCount, InstanceType, kmsKey, S3Prefix } from '../aws/aws';
import { defaults } from '../defaults/defaults';

const resourceName = '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}';

const variantFields = object(
  {
    name: withDefault(
      text({ pattern: resourceName, maxLength: 63, expectation: 'letters, digits and inner hyphens' }),
      defaults.variant.name,
    ),
    instanceType: withDefault(InstanceType, defaults.variant.instanceType),
    initialInstanceCount: withDefault(instanceCount, defaults.variant.initialInstanceCount),
    initialVariantWeight: withDefault(
      number({
        minimum: 0,
        maximum: 1e6,
        description: 'Its share of the requests is weight / sum of weights.',
      }),
      defaults.variant.initialVariantWeight,
    ),
  },
  { name: 'Variant', description: 'A fleet of instances that serves a share of the requests.' },
);

/** A fleet of instances that serves a share of the requests. */
export interface Variant extends TypeOf<typeof variantFields> {}

/** Codec of a fleet. */
export const Variant: Codec<Variant> = variantFields;

const repeatedNames = (variants: readonly Variant[]): Violation[] =>
  variants.flatMap(({ name }, index) => {
    const first = variants.findIndex((variant) => variant.name === name);
    return first < index
      ? [{ path: [index, 'name'], expectation: `a name other than that of variant ${first}` }]
      : [];
  });

const noWeight = (variants: readonly Variant[]): Violation[] =>
  variants.every(({ initialVariantWeight }) => initialVariantWeight === 0)
    ? [{ path: [], expectation: 'weights with a sum above 0, so that a variant serves requests' }]
    : [];

const Variants: Codec<readonly Variant[]> = refined(
  array(Variant, { minItems: 1, maxItems: 10, description: 'The fleets that serve requests.' }),
  (variants) => [...repeatedNames(variants), ...noWeight(variants)],
);

const dataCapture = nullable(
  object({
    samplingPercentage: withDefault(integer({ minimum: 0, maximum: 100 }), defaults.samplingPercentage),
    destinationUri: S3Prefix,
  }),
  { description: 'Which share of requests and responses is kept in S3. null: none.' },
);

const endpointFields = object(
  {
    endpointName: text({
      pattern: resourceName,
      maxLength: 63,
      expectation: 'an endpoint name: letters, digits and inner hyphens, at most 63',
      description: 'The name that clients call. Left out: <project>-<environment>.',
    }),
    variants: withDefault(Variants, [defaults.variant]),
    dataCapture: withDefault(dataCapture, defaults.dataCapture),
    volumeKmsKeyId: kmsKey("Encrypts the instances' storage."),
  },
  { description: 'The live endpoint.' },
);

/** The live endpoint. */
export interface CreateEndpoint extends TypeOf<typeof endpointFields> {}

/** Codec of the stage that creates the endpoint. */
export const CreateEndpoint: Codec<CreateEndpoint> = endpointFields;
