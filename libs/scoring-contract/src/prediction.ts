// A prediction: what the model says of a client, why, and what it was made of.
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

/** Reasons that a prediction has at most. */
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
    value: nullable(number(), { description: 'Value of the feature; null where the client has none' }),
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

/** Codec of what answered. */
export const Model = object(
  {
    name: text({ description: "Name of SageMaker's model" }),
    version: text({ description: 'SHA-256 of the model file' }),
    variant: text({ description: 'Production variant of the endpoint that answered' }),
  },
  { name: 'Model', open: true },
);

/** What answered. */
export type Model = TypeOf<typeof Model>;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const moment = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z';

/** Codec of a prediction. */
export const Prediction = object(
  {
    predictionId: text({
      pattern: uuid,
      format: 'uuid',
      description: 'Names the prediction; it is kept under this name',
    }),
    predictedAt: text({ pattern: moment, format: 'date-time' }),
    clientId: ClientId,
    probabilityOfDefault: number({ minimum: 0, maximum: 1 }),
    decision: Decision,
    threshold: number({ description: "The model's own threshold: from it on the decision is to decline" }),
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
  { name: 'Prediction', description: 'What the model says of a client', open: true },
);

/** A prediction. */
export type Prediction = TypeOf<typeof Prediction>;
