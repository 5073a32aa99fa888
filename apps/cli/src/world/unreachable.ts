// An AWS that does not answer: which one, where, and what to check.
import { isRetryable } from '@credit-risk/aws-effects';
import type { CliError } from './cli-error';
import type { Service } from '../aws/aws-clients';
import type { World } from './world';

const s3Operation = /Object|Bucket/;

const serviceOf = (operation: string): Service => (s3Operation.test(operation) ? 'S3' : 'SageMaker');

const variables: Readonly<Record<Service, string>> = {
  S3: 'AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL',
  SageMaker: 'AWS_ENDPOINT_URL_SAGEMAKER or AWS_ENDPOINT_URL',
};

/** The text of an error, with the address of the service where the service did not answer. */
export const withAddress = (world: World, error: CliError, text: string): string => {
  if (error._tag !== 'CallFailed' || !isRetryable(error.cause)) return text;
  const service = serviceOf(error.cause.operation);
  return `${text} ${service} is looked for at ${world.addressOf(service)} (${variables[service]}).`;
};
