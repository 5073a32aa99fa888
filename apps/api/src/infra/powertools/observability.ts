// Logs, metrics and traces by AWS Lambda Powertools: log lines and metrics (EMF) are JSON on standard output.
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Access, Observability } from '../../domain/observability';
import { causeOf } from './cause';
import type { Tracing } from './tracing';

const serviceName = 'scoring-api';
const namespace = 'CreditRisk';
const serverError = 500;

const countersOf = ({ status, problem }: Access) => ({
  Requests: 1,
  Faults: status >= serverError ? 1 : 0,
  Throttles: problem === 'too-many-requests' ? 1 : 0,
});

/** Observability of the API. */
export const powertools = ({ traced }: Tracing): Observability => {
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ serviceName, namespace });
  return {
    answered: (access) => {
      const { route, milliseconds } = access;
      logger.info('answered', { ...access, milliseconds: Math.round(milliseconds * 10) / 10 });
      metrics.addDimension('route', route);
      metrics.addMetric('Latency', MetricUnit.Milliseconds, milliseconds);
      for (const [name, count] of Object.entries(countersOf(access)))
        metrics.addMetric(name, MetricUnit.Count, count);
      metrics.publishStoredMetrics();
    },
    failed: (requestId, cause) => logger.error('failed', { requestId, cause: causeOf(cause) }),
    undelivered: (entries) => {
      logger.warn('prediction log waits', { entries });
      metrics.addMetric('UndeliveredPredictions', MetricUnit.Count, entries);
      metrics.publishStoredMetrics();
    },
    traced,
  };
};
