// The scoring API: who may call it, how often, and what is logged.
import {
  type Codec,
  distinct,
  integer,
  literals,
  nullable,
  number,
  object,
  taggedUnion,
  text,
  withDefault,
} from '@credit-risk/io-ts-schema';
import type { TypeOf } from 'io-ts';
import { defaults } from './defaults/defaults';

const Authorization = taggedUnion(
  'kind',
  {
    iam: {},
    jwt: {
      issuer: text({
        pattern: 'https://[^\\s?#]+|http://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?(/[^\\s?#]*)?',
        expectation: "the issuer's URL: https, or http on this machine",
        description: 'The OpenID Connect issuer whose tokens are accepted.',
      }),
      audience: text({ minLength: 1, maxLength: 256, description: 'The audience that tokens are for.' }),
    },
  },
  {
    description:
      'iam: requests carry an AWS signature. jwt: requests carry a token with the scopes features:read, predictions:read.',
  },
);

/** How API Gateway authenticates callers: by an AWS signature, or by a token of an OpenID Connect issuer. */
export type ApiAuthorization = TypeOf<typeof Authorization>;

const Origin = text({
  pattern: 'https?://[^\\s/?#*]+',
  expectation: 'an origin such as https://desk.example.com, without a path',
});

// The retention times that CloudWatch Logs offers.
const LogRetentionDays = literals(
  [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
  { description: 'Days for which logs are kept. They hold nothing about a client.' },
);

const TopicArn = text({
  pattern: 'arn:aws(-cn|-us-gov)?:sns:[a-z0-9-]{5,25}:[0-9]{12}:[a-zA-Z0-9_-]{1,256}',
  expectation: "a topic's ARN such as arn:aws:sns:eu-west-1:111122223333:alarms",
});

const { api } = defaults;

const apiFields = object(
  {
    authorization: withDefault(Authorization, api.authorization),
    /** Origins whose pages may call the API from a browser. */
    corsOrigins: withDefault(
      distinct(Origin, { maxItems: 50, description: 'Origins whose pages may call the API from a browser.' }),
      api.corsOrigins,
    ),
    throttle: withDefault(
      object(
        {
          requestsPerSecond: withDefault(
            integer({ minimum: 1, maximum: 10_000 }),
            api.throttle.requestsPerSecond,
          ),
          burst: withDefault(integer({ minimum: 1, maximum: 5_000 }), api.throttle.burst),
        },
        { description: 'Limits on requests, for all callers together.' },
      ),
      {},
    ),
    /** Time for one request, shared by all calls made for it. */
    timeBudgetMilliseconds: withDefault(
      integer({
        minimum: 100,
        maximum: 25_000,
        description: 'Time for one request, shared by all calls made for it.',
      }),
      api.timeBudgetMilliseconds,
    ),
    memorySizeInMB: withDefault(
      integer({
        minimum: 128,
        maximum: 10_240,
        description: 'Memory of the function, and processor with it.',
      }),
      api.memorySizeInMB,
    ),
    logRetentionDays: withDefault(LogRetentionDays, api.logRetentionDays),
    predictionLogRetentionDays: withDefault(
      integer({ minimum: 1, maximum: 36_500, description: 'Days for which every prediction is kept.' }),
      api.predictionLogRetentionDays,
    ),
    alarms: withDefault(
      object(
        {
          /** The SNS topic that alarms are sent to. `null`: alarms are only shown. */
          topicArn: withDefault(
            nullable(TopicArn, {
              description: 'The SNS topic that alarms are sent to. null: alarms are only shown.',
            }),
            api.alarms.topicArn,
          ),
          /** 99 of 100 responses are faster. */
          latencyMilliseconds: withDefault(
            integer({ minimum: 1, maximum: 30_000, description: '99 of 100 responses are faster.' }),
            api.alarms.latencyMilliseconds,
          ),
          /** Percentage of responses that may be faults of the API. */
          faultPercentage: withDefault(
            number({
              exclusiveMinimum: 0,
              maximum: 100,
              description: 'Percentage of responses that may be faults of the API.',
            }),
            api.alarms.faultPercentage,
          ),
        },
        { description: 'When an operator has to look.' },
      ),
      {},
    ),
  },
  { description: 'The scoring API.' },
);

/** The scoring API of a deployment. */
export interface Api extends TypeOf<typeof apiFields> {}

/** Codec of the scoring API. */
export const Api: Codec<Api> = apiFields;
