// The four golden signals of the API on one page: latency, traffic, errors, saturation.
import type { PipelineConfig } from '@credit-risk/config';
import { Dashboard, GraphWidget, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { nameOf } from './names';
import type { Signals } from './golden-signals';

/** Metrics by what they are called on the page. */
type Lines = Readonly<Record<string, Metric>>;

const halfOfAPage = 12;

const labelled = (lines: Lines): Metric[] =>
  Object.entries(lines).map(([label, metric]) => metric.with({ label }));

const graph = (title: string, left: Lines, right: Lines = {}): GraphWidget =>
  new GraphWidget({ title, width: halfOfAPage, left: labelled(left), right: labelled(right) });

/** The dashboard. */
export const dashboard = (scope: Construct, config: PipelineConfig, signals: Signals): void => {
  new Dashboard(scope, 'Dashboard', {
    dashboardName: nameOf(config, 'scoring-api'),
    widgets: [
      [
        graph('Latency (ms)', {
          median: signals.median,
          p99: signals.p99,
          slowest: signals.slowest,
          'p99 of the function': signals.durationP99,
        }),
        graph('Traffic', { requests: signals.requests }),
      ],
      [
        graph(
          'Errors',
          {
            'faults (5xx)': signals.faults,
            'refusals (4xx)': signals.refusals,
            'failed invocations': signals.errors,
          },
          { 'share of faults': signals.shareOfFaults },
        ),
        graph(
          'Saturation',
          { 'invocations at once': signals.atOnce, 'refused invocations': signals.throttles },
          {
            'predictions that wait in the function': signals.undelivered,
            'age of the oldest prediction that is not in S3 (s)': signals.freshness,
          },
        ),
      ],
    ],
  });
};
