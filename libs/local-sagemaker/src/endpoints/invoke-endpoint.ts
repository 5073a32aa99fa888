import { operation } from '../operation/define-operation';
import type { EndpointsCloud } from './endpoints-cloud';

export const invokeEndpoint = operation('InvokeEndpoint', (cloud: EndpointsCloud, input) =>
  cloud.lifecycle.invoke(input),
);
