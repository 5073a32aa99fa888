// Configurations that the tests deploy: the examples of `@credit-risk/config`, with the overlays that they have.
import { parseConfig, type PipelineConfig, renderConfigErrors } from '@credit-risk/config';
import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const examples = join(__dirname, '..', '..', '..', 'libs', 'config', 'examples');

/** The file of an example. */
export const exampleFile = (name: string): string => join(examples, `${name}.json`);

const example = (name: string, overlay?: string): PipelineConfig => {
  const config = parseConfig(readFileSync(exampleFile(name), 'utf8'), overlay);
  if (E.isLeft(config)) throw new Error(renderConfigErrors(config.left));
  return config.right;
};

/** A configuration of AWS with all that one can have: own roles and keys, a network, captured data, a topic. */
export const production = example('aws-production', 'production');

/** The configuration of a local deployment. */
export const local = example('local');

/** Every kind of configuration. */
export const configurations: Readonly<Record<string, PipelineConfig>> = {
  production,
  'staging on a Spark cluster': example('aws-production'),
  'local, with an authorizer of tokens': local,
  'signed by IAM': example('logistic-regression'),
};
