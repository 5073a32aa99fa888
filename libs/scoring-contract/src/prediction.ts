// A prediction: the model's result for a client, with its reasons and its input.
import {
  array,
  type Codec,
  codecOf,
  nullable,
  number,
  object,
  optional,
  text,
} from '@credit-risk/io-ts-schema';
import { ClientId, Decision, FeatureVector, featureTable } from '@credit-risk/loan-features';
import type { TypeOf } from 'io-ts';
import { ContractVersion, loanDate } from './client-features';

/** The largest number of reasons of a prediction. */
export const mostReasons = 4;

/** The name of a feature. */
export type FeatureName = (typeof featureTable)[number]['name'];

/** Codec of the name of a feature. */
export const FeatureName: Codec<FeatureName> = codecOf({
  kind: 'literals',
  values: featureTable.map(({ name }) => name),
});

/** Codec of one reason for a risk. */
export const Reason = object(
  {
    feature: FeatureName,
    value: nullable(number(), { description: 'Value of the feature; null if the client has none' }),
    contribution: number({
      exclusiveMinimum: 0,
      maximum: 1,
      description:
        'By how much the feature raises the probability of default above the mean one: its Shapley value against loans that the model learned from',
    }),
    sentence: text({ description: 'The reason in words' }),
  },
  { name: 'Reason', description: "A feature that raises this client's risk", open: true },
);

/** One reason for a risk. */
export type Reason = TypeOf<typeof Reason>;

/** Codec of the model that made a prediction. */
export const Model = object(
  {
    name: text({ description: "Name of SageMaker's model" }),
    version: text({ description: 'SHA-256 of the model file' }),
    variant: text({ description: 'Production variant of the endpoint that responded' }),
  },
  { name: 'Model', open: true },
);

/** The model that made a prediction. */
export type Model = TypeOf<typeof Model>;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const moment = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z';

/** Codec of a prediction. */
export const Prediction = object(
  {
    predictionId: text({
      pattern: uuid,
      format: 'uuid',
      description: 'Id of the prediction, in the prediction log too',
    }),
    predictedAt: text({ pattern: moment, format: 'date-time' }),
    clientId: ClientId,
    probabilityOfDefault: number({ minimum: 0, maximum: 1 }),
    decision: Decision,
    threshold: number({
      description: "The model's threshold: from this probability on, the decision is to decline",
    }),
    model: Model,
    contractVersion: ContractVersion,
    loanDate,
    features: FeatureVector,
    reasons: optional(
      array(Reason, {
        maxItems: mostReasons,
        description: "The features that raise this client's risk, strongest first; absent if not asked for",
      }),
    ),
  },
  { name: 'Prediction', description: "The model's result for a client", open: true },
);

/** A prediction. */
export type Prediction = TypeOf<typeof Prediction>;
