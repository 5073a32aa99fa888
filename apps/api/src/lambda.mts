// The module that Lambda loads: it sets everything up before the first event, while the function initializes.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lambdaHandler } from './lambda-handler.js';

export const handler = await lambdaHandler(process.env, dirname(fileURLToPath(import.meta.url)));
