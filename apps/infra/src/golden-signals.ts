// What is measured of the API: the metrics of alarms and dashboard.
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';

/** What is watched. */
export interface Watched {
  readonly api: HttpApi;
  readonly scoring: IFunction;
  readonly stream: DeliveryStream;
}

const period = Duration.minutes(5);

/** The metrics of a deployment. */
export const signalsOf = ({ api, scoring, stream }: Watched) => ({
  requests: api.metricCount({ period, statistic: 'Sum' }),
  faults: api.metricServerError({ period, statistic: 'Sum' }),
  // The gateway gives a 0 or a 1 for each request.
  shareOfFaults: api.metricServerError({ period, statistic: 'Average' }),
  refusals: api.metricClientError({ period, statistic: 'Sum' }),
  median: api.metricLatency({ period, statistic: 'p50' }),
  p99: api.metricLatency({ period, statistic: 'p99' }),
  slowest: api.metricLatency({ period, statistic: 'Maximum' }),
  errors: scoring.metricErrors({ period }),
  throttles: scoring.metricThrottles({ period }),
  atOnce: scoring.metric('ConcurrentExecutions', { period, statistic: 'Maximum' }),
  durationP99: scoring.metricDuration({ period, statistic: 'p99' }),
  undelivered: new Metric({
    namespace: 'CreditRisk',
    metricName: 'UndeliveredPredictions',
    dimensionsMap: { service: 'scoring-api' },
    period,
    statistic: 'Maximum',
  }),
  freshness: stream.metric('DeliveryToS3.DataFreshness', { period, statistic: 'Maximum' }),
});

/** The metrics of a deployment. */
export type Signals = ReturnType<typeof signalsOf>;
