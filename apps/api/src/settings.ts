// The settings of the API, from the environment: all faults at once.
import {
  decode,
  integer,
  optional,
  renderDecodeErrors,
  taggedUnion,
  text,
  withDefault,
} from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import type { TypeOf } from 'io-ts';

const name = text({ minLength: 1, expectation: 'a name' });

const everyApi = {
  AWS_REGION: name,
  FEATURE_GROUP: name,
  ENDPOINT_NAME: name,
  PREDICTION_STREAM: name,
  TIME_BUDGET_MILLISECONDS: withDefault(integer({ minimum: 100, maximum: 29_000 }), 3000),
  API_VERSION: withDefault(text(), '0.0.0'),
  DELIVERY_PATIENCE_MILLISECONDS: optional(integer({ minimum: 1, maximum: 60_000 })),
};
const withTokens = {
  JWT_ISSUER: text({ pattern: 'https?://.+', expectation: 'the URL of the token issuer' }),
  JWT_AUDIENCE: text({ minLength: 1, expectation: 'the audience of the tokens' }),
};

const Settings = taggedUnion('AUTHORIZATION', { jwt: { ...everyApi, ...withTokens }, iam: everyApi });

/** The settings of the API. */
export type Settings = TypeOf<typeof Settings>;

const numbers: readonly string[] = ['TIME_BUDGET_MILLISECONDS', 'DELIVERY_PATIENCE_MILLISECONDS'];
const optionalOf: Readonly<Record<string, readonly string[]>> = { jwt: Object.keys(withTokens) };

const readValue = (key: string, value: string): unknown =>
  numbers.includes(key) && /^\d+$/.test(value) ? Number(value) : value;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings, or every fault of the environment as a sentence. An empty variable counts as absent.
 *
 * @example
 * readSettings(process.env); // right({ AUTHORIZATION: 'iam', FEATURE_GROUP: 'credit-risk-prod-loans-5fc1…', ... })
 */
export const readSettings = (environment: Environment): E.Either<string, Settings> => {
  const authorization = environment['AUTHORIZATION'] ?? '';
  const keys = ['AUTHORIZATION', ...Object.keys(everyApi), ...(optionalOf[authorization] ?? [])];
  const given = keys.flatMap((key) => {
    const value = environment[key] ?? '';
    return value === '' ? [] : [[key, readValue(key, value)] as const];
  });
  return pipe(
    decode(Settings)(Object.fromEntries(given)),
    E.mapLeft((errors) => `The environment is not as the API needs it:\n${renderDecodeErrors(errors)}`),
  );
};
