// The desk over HTTP: POST /applications.
import type { PromisePredictionClient } from '@credit-risk/prediction-client';
import { fastify, type FastifyInstance } from 'fastify';
import { type Application, decide } from './desk.js';

const application = {
  type: 'object',
  properties: {
    clientId: { type: 'string', pattern: '^(0|[1-9][0-9]{0,14})$' },
    amount: { type: 'number', exclusiveMinimum: 0 },
  },
  required: ['clientId', 'amount'],
  additionalProperties: false,
};

/** The service, on whatever client for predictions it is given. */
export const service = (predictions: PromisePredictionClient): FastifyInstance => {
  const app = fastify();
  app.post<{ Body: Application }>('/applications', { schema: { body: application } }, ({ body }) =>
    decide(predictions, body),
  );
  return app;
};
