import { operation } from './operation';

export const invokeEndpoint = operation('InvokeEndpoint', (cloud, input) => cloud.endpoints.invoke(input));
