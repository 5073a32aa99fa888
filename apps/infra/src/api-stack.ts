// The scoring API with its prediction log, its alarms and its dashboard.
import type { PipelineConfig } from '@credit-risk/config';
import { CfnOutput, type Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { alarms } from './alarms';
import { authorizationOf } from './authorization';
import { dashboard } from './dashboard';
import { encryptionKey } from './encryption-key';
import { httpApi } from './http-api';
import { nameOf } from './names';
import { predictionLog } from './prediction-log';
import { type FunctionCode, scoringFunction } from './scoring-function';
import { signalsOf } from './golden-signals';
import { stackOf } from './stack';

/** The stack of the API. Its key is its own: who may read loans may not read predictions, nor the other way round. */
export const apiStack = (
  app: Construct,
  config: PipelineConfig,
  code: FunctionCode,
  parameters: Readonly<Record<string, string>>,
): Stack => {
  const stack = stackOf(app, config, 'api', 'The scoring API of credit-risk.');
  const key = encryptionKey(stack, nameOf(config, 'predictions'), 'Encrypts the prediction log.');
  const { bucket, stream } = predictionLog(stack, config, key);
  const authorization = authorizationOf(stack, config);
  const scoring = scoringFunction(stack, config, code, { ...authorization, parameters });
  const api = httpApi(stack, config, scoring, authorization);
  const signals = signalsOf({ api, scoring, stream });
  alarms(stack, config, signals);
  dashboard(stack, config, signals);
  const outputs = {
    ApiEndpoint: api.apiEndpoint,
    ApiId: api.apiId,
    FunctionName: scoring.lambda.functionName,
    PredictionBucket: bucket.bucketName,
    PredictionStream: stream.deliveryStreamName,
  };
  for (const [name, value] of Object.entries(outputs)) new CfnOutput(stack, name, { value });
  return stack;
};
