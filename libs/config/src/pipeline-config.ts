// The configuration as every stage reads it: complete, every default filled in.
import {
  calendarDate,
  type Codec,
  literals,
  object,
  record,
  refined,
  text,
  union,
  withDefault,
} from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import { Api } from './api';
import { Aws, S3Prefix, S3Uri } from './aws/aws';
import { defaults } from './defaults/defaults';
import { CreateEndpoint } from './stages/create-endpoint';
import { CreateModel } from './stages/create-model';
import { FeatureEngineering } from './stages/feature-engineering';
import { RegisterFeatures } from './stages/register-features';
import { Training } from './stages/training';

/** The version of the configuration that this release writes. */
export const currentVersion = 1;

export const EnvironmentName: Codec<string> = text({
  pattern: '[a-z][a-z0-9-]{0,11}',
  expectation: 'an environment: up to 12 lower-case letters, digits and hyphens',
});

const tagCharacters = '[\\p{L}\\p{Z}\\p{N}_.:/=+@-]';
const someTagCharacters = '[a-zA-Z0-9 é語_.:/=+@-]';
const reserved = /^(aws|credit-risk):/i;
const tagKey = refined(
  text({
    pattern: `${tagCharacters}{1,128}`,
    samplePattern: `${someTagCharacters}{1,128}`,
    expectation: 'a tag key',
  }),
  (key) =>
    reserved.test(key)
      ? [{ path: [], expectation: 'free to choose: aws: and credit-risk: are reserved' }]
      : [],
);
const tagValue = text({
  pattern: `${tagCharacters}{0,256}`,
  samplePattern: `${someTagCharacters}{0,256}`,
  expectation: 'a tag value',
});
// The service allows 50 tags, and the pipeline adds its own.
const mostTags = 40;

const stages = object({
  featureEngineering: FeatureEngineering,
  registerFeatures: RegisterFeatures,
  training: Training,
  createModel: CreateModel,
  createEndpoint: CreateEndpoint,
});

const pipelineFields = object(
  {
    version: literals([currentVersion], { description: 'The version of this format.' }),
    project: text({
      pattern: '[a-z][a-z0-9-]{0,19}',
      expectation: 'a project: up to 20 lower-case letters, digits and hyphens',
      description: 'The first part of the name of everything that the pipeline makes.',
    }),
    environment: EnvironmentName,
    aws: Aws,
    /** `s3://bucket[/prefix]`, without a trailing slash. */
    artifactsUri: S3Prefix,
    dataset: object(
      {
        /** `s3://…`: one CSV file, or the prefix of several. */
        uri: S3Uri,
        /** `loan_date`, or one ISO date on which every age and tenure is computed. */
        asOf: withDefault(
          union([literals(['loan_date']), calendarDate()], {
            description: 'The day on which ages are computed: that of each loan, or one date for all.',
          }),
          defaults.asOf,
        ),
      },
      { description: 'The raw loans.' },
    ),
    stages,
    api: withDefault(Api, {}),
    tags: withDefault(
      record(tagKey, tagValue, { maxProperties: mostTags, description: 'Tags of everything that is made.' }),
      {},
    ),
  },
  {
    name: 'PipelineConfig',
    description: 'The configuration of the credit-risk training pipeline and its scoring API.',
  },
);

/** The configuration of one pipeline and its API in one environment; `config.json` with every default filled in. */
export interface PipelineConfig extends TypeOf<typeof pipelineFields> {}

/** Codec of the complete configuration. */
export const PipelineConfig: Codec<PipelineConfig> = pipelineFields;
