import { operation } from '../operation/operation';

export const invokeEndpoint = operation('InvokeEndpoint', (cloud, input) => cloud.endpoints.invoke(input));
