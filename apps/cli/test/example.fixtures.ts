// The example configuration of `@credit-risk/config`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const exampleFile = readFileSync(
  join(__dirname, '..', '..', '..', 'libs', 'config', 'examples', 'local.json'),
  'utf8',
);
