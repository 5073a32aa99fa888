// When somebody has to look.
import type { PipelineConfig } from '@credit-risk/config';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { nameOf } from './names';
import type { Signals } from './golden-signals';

interface Watch {
  readonly metric: IMetric;
  /** The alarm goes off above it. */
  readonly threshold: number;
  /** How many periods of five minutes. */
  readonly periods: number;
  readonly description: string;
}

const percent = 100;
// Firehose delivers within a minute where nothing is wrong.
const secondsOfLateDelivery = 900;

const watchesOf = (signals: Signals, { api }: PipelineConfig): Readonly<Record<string, Watch>> => ({
  faults: {
    metric: signals.shareOfFaults,
    threshold: api.alarms.faultPercentage / percent,
    periods: 2,
    description: `More than ${api.alarms.faultPercentage} % of the answers are faults of the API.`,
  },
  latency: {
    metric: signals.p99,
    threshold: api.alarms.latencyMilliseconds,
    periods: 3,
    description: `One answer in a hundred takes longer than ${api.alarms.latencyMilliseconds} ms.`,
  },
  throttles: {
    metric: signals.throttles,
    threshold: 0,
    periods: 1,
    description: 'Lambda refuses invocations: the account runs as many at once as it may.',
  },
  errors: {
    metric: signals.errors,
    threshold: 0,
    periods: 1,
    description: 'Invocations of the function fail: it ends, or does not start. See its log.',
  },
  undelivered: {
    metric: signals.undelivered,
    threshold: 0,
    periods: 2,
    description: 'Predictions that were given wait in the function: Firehose does not take them.',
  },
  freshness: {
    metric: signals.freshness,
    threshold: secondsOfLateDelivery,
    periods: 1,
    description: 'Predictions do not arrive in S3: see the log of the delivery.',
  },
});

/** The alarms; they notify the topic of the configuration, if it has one. */
export const alarms = (scope: Construct, config: PipelineConfig, signals: Signals): void => {
  const { topicArn } = config.api.alarms;
  const action = topicArn === null ? null : new SnsAction(Topic.fromTopicArn(scope, 'AlarmTopic', topicArn));
  for (const [name, { metric, threshold, periods, description }] of Object.entries(
    watchesOf(signals, config),
  )) {
    const alarm = new Alarm(scope, `Alarm-${name}`, {
      alarmName: nameOf(config, `scoring-api-${name}`),
      alarmDescription: description,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (action !== null) {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
};
