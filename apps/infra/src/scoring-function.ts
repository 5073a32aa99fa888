// The function of the scoring API, with its log, its role and the alias that API Gateway calls.
import type { PipelineConfig } from '@credit-risk/config';
import { contractVersion } from '@credit-risk/loan-features';
import { featureGroupName } from '@credit-risk/sagemaker-jobs';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Architecture, Code, Function, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { endpointVariables } from './endpoint-urls';
import { nameOf } from './names';
import { streamName } from './prediction-log';
import { functionPermissions } from './roles/function';
import { roleWith } from './roles/permission';

/** What the function is made of. */
export interface FunctionCode {
  /** Folder of the bundle. */
  readonly folder: string;
  readonly version: string;
}

// Beyond the time for a request: for the answer, and for a first start.
const millisecondsBeyond = 3000;
const millisecondsOfASecond = 1000;

const timeoutOf = ({ api }: PipelineConfig): Duration =>
  Duration.seconds(Math.ceil((api.timeBudgetMilliseconds + millisecondsBeyond) / millisecondsOfASecond));

const settingsOf = (config: PipelineConfig, { version }: FunctionCode) => ({
  FEATURE_GROUP: featureGroupName(config, contractVersion),
  ENDPOINT_NAME: config.stages.createEndpoint.endpointName,
  PREDICTION_STREAM: streamName(config),
  TIME_BUDGET_MILLISECONDS: String(config.api.timeBudgetMilliseconds),
  API_VERSION: version,
  POWERTOOLS_TRACE_ENABLED: 'true',
});

/** What differs between deployments of the same configuration. */
export interface Variation {
  /** How callers are known. */
  readonly variables: Readonly<Record<string, string>>;
  /** Values of the template's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The function under its alias `live`. */
export const scoringFunction = (
  scope: Construct,
  config: PipelineConfig,
  code: FunctionCode,
  { variables, parameters }: Variation,
): Alias => {
  const functionName = nameOf(config, 'scoring-api');
  const logGroupName = `/aws/lambda/${functionName}`;
  const logGroup = new LogGroup(scope, 'FunctionLog', {
    logGroupName,
    retention: config.api.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const permissions = functionPermissions(config, { logGroup: logGroupName, stream: streamName(config) });
  const role = roleWith(scope, 'Function', permissions, {
    description: 'The function of the scoring API.',
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  const lambda = new Function(scope, 'Scoring', {
    functionName,
    description: 'Features and predictions of clients.',
    code: Code.fromAsset(code.folder),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: config.api.memorySizeInMB,
    timeout: timeoutOf(config),
    tracing: Tracing.ACTIVE,
    role: role.withoutPolicyUpdates(),
    logGroup,
    environment: { ...settingsOf(config, code), ...variables, ...endpointVariables(scope) },
  });
  // A version keeps the values that it was published with, and the CDK sees only that they come from parameters.
  lambda.invalidateVersionBasedOn(JSON.stringify(parameters));
  return new Alias(scope, 'Live', { aliasName: 'live', version: lambda.currentVersion });
};
