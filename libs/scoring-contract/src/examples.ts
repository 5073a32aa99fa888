// One example of each request and response, as the OpenAPI description shows them.
import { contractVersion, type Decision, exampleFeatures as features } from '@credit-risk/loan-features';
import { type ProblemKind, problemKinds, problemType } from './problem';
import type { OperationId } from './routes';

const who = { clientId: '5008806', loanDate: '2019-06-13' };
const decision: Decision = 'approve';

const prediction = {
  ...who,
  predictionId: '0b7f3c1e-6f0e-4c39-9a8e-2f4f4c8f4a10',
  predictedAt: '2026-11-24T09:30:00.000Z',
  probabilityOfDefault: 0.0231,
  decision,
  threshold: 0.0507,
  model: {
    name: 'credit-risk-prod-create-model-20261124t090000-3f9c1a-1',
    version: '9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab',
    variant: 'AllTraffic',
  },
  contractVersion,
  features,
  reasons: [
    {
      feature: 'avg_amount_loans_previous',
      value: features.avg_amount_loans_previous,
      contribution: 0.0062,
      sentence:
        'The loans that the client took on earlier days had a mean amount of 156.00, which raises the probability of default by 0.62 percentage points.',
    },
  ],
};

/** An example of each response that is data. */
export const responseExamples = {
  getClientFeatures: {
    ...who,
    loanId: '208092',
    features,
    featureGroup: `credit-risk-prod-loans-${contractVersion}`,
    contractVersion,
  },
  getClientPrediction: prediction,
  postPredictions: {
    results: [
      { outcome: 'predicted', prediction },
      { outcome: 'unknown-client', clientId: '1' },
    ],
    unknownClientIds: ['1'],
  },
  getHealth: { status: 'pass', checks: { featureStore: { status: 'pass' }, endpoint: { status: 'pass' } } },
} as const satisfies Partial<Record<OperationId, unknown>>;

/** An example of each parameter. */
export const parameterExamples: Readonly<Record<string, string>> = { clientId: who.clientId };

/** An example of each request body. */
export const bodyExamples = {
  postPredictions: { clientIds: ['5008806', '1'], reasons: true },
} as const satisfies Partial<Record<OperationId, unknown>>;

const details: Readonly<Record<ProblemKind, string>> = {
  'malformed-request': 'clientId is "x1"; expected the number of a client (1 to 15 digits, no leading zero).',
  unauthenticated:
    'The request carries no valid credentials. Send an access token from the configured issuer, or sign the request.',
  forbidden: 'The access token lacks the scope predictions:read.',
  'unknown-client': 'Client 1 has no loan in the Feature Store.',
  'unknown-route': 'No route has this path: see /openapi.json.',
  'method-not-allowed': 'This path takes the method GET.',
  'contract-version': `The caller was made for contract version 0123456789abcdef, this API has ${contractVersion}.`,
  'too-large': 'The request body has 70,000 bytes: at most 16,384 are allowed.',
  'unsupported-media-type': 'The request body is text/plain: expected application/json.',
  'too-many-requests': 'Too many requests. Try again after the time in Retry-After.',
  'internal-error': 'The API failed. Contact the operator and quote `instance`.',
  'model-failed': 'The model failed. Contact the operator and quote `instance`.',
  'not-ready': 'The endpoint is not ready. Try again after the time in Retry-After.',
  'too-slow': 'No response within 3000 ms. It is safe to try again.',
};

/** An example of a kind of problem. */
export const problemExample = (kind: ProblemKind) => ({
  type: problemType(kind),
  ...problemKinds[kind],
  detail: details[kind],
  instance: 'urn:uuid:2b1f8a1e-07b5-4b27-8b57-4dfb1f7f2a77',
});
