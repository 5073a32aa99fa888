// Where the function finds AWS: nowhere but in AWS, unless a deployment says otherwise by parameters of the template.
import { Aws, CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Parameters of the template, and the variables of the function that they set; left out where a parameter is empty. */
export const endpointUrls = {
  SageMakerRuntimeUrl: 'AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME',
  FeatureStoreRuntimeUrl: 'AWS_ENDPOINT_URL_SAGEMAKER_FEATURESTORE_RUNTIME',
  FirehoseUrl: 'AWS_ENDPOINT_URL_FIREHOSE',
} as const;

/** The variables of the function for endpoint URLs. */
export const endpointVariables = (scope: Construct): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(endpointUrls).map(([name, variable]) => {
      const parameter = new CfnParameter(scope, name, {
        default: '',
        description: `${variable} of the function. Empty: the service's own endpoint.`,
      });
      const isGiven = new CfnCondition(scope, `Has${name}`, {
        expression: Fn.conditionNot(Fn.conditionEquals(parameter.valueAsString, '')),
      });
      const value = Fn.conditionIf(isGiven.logicalId, parameter.valueAsString, Aws.NO_VALUE);
      return [variable, value.toString()];
    }),
  );
