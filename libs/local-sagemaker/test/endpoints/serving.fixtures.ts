// A container that serves, and fleets over it: what an invocation's body asks for, it does.
import * as E from 'fp-ts/Either';
import { join } from 'node:path';
import type { EndpointFleets } from '../../src/endpoints/endpoint-fleets';
import {
  processEndpointFleets,
  type DeployedFleet,
  type FleetPorts,
} from '../../src/endpoints/process-endpoint-fleets';
import type { InvokeEndpointInput } from '../../src/service-model/operations.generated';
import type { Deployment } from '../../src/store/records';
import { ACCOUNT, arn, bestWay, machineOver, textOf, type LocalS3 } from '../machine.fixtures';

/** Responds with its request, or does what the body says: `status 404`, `wait 100`, `large 7000000`, `never`, `die`. */
export const serve = `
const { createServer } = require('node:http');
const { readFileSync } = require('node:fs');
const say = (text) => process.stdout.write(text + '\\n');
const { PING = '200', NAME = '', SAGEMAKER_BASE_DIR = '/opt/ml', SAGEMAKER_BIND_TO_PORT } = process.env;
const model = (() => { try { return readFileSync(SAGEMAKER_BASE_DIR + '/model/name', 'utf8'); } catch { return ''; } })();
say('up ' + process.pid + ' ' + SAGEMAKER_BIND_TO_PORT);
const respond = (request, response, body) => {
  const [order, value] = body.split(' ');
  say('asked ' + order);
  if (order === 'die') process.exit(1);
  if (order === 'never') return;
  if (order === 'status') return response.writeHead(Number(value)).end('the reason of ' + value);
  if (order === 'large') return response.end(Buffer.alloc(Number(value)));
  if (order === 'wait') return setTimeout(() => response.end('waited in ' + NAME), Number(value));
  const { url, method, headers } = request;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('x-amzn-sagemaker-custom-attributes', 'from the container');
  response.setHeader('x-own', 'not passed on');
  response.end(JSON.stringify({ url, method, headers, body, model, name: NAME, pid: process.pid, args: process.argv.slice(2) }));
};
createServer((request, response) => {
  if (request.url === '/ping') return response.writeHead(Number(PING)).end();
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => respond(request, response, Buffer.concat(chunks).toString()));
}).listen(Number(SAGEMAKER_BIND_TO_PORT), '127.0.0.1');
process.on('SIGTERM', () => { say('term'); setTimeout(() => process.exit(0), 200); });
`;

export const programs = { 'serve.cjs': serve, broken: 'echo broken >&2; exit 3' };

export interface Variant {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly modelData?: string;
  readonly weight?: number;
  readonly count?: number;
}

/** A deployment of variants by name, each with its own model. */
export const deploymentOf = (
  variants: Readonly<Record<string, Variant>>,
  shadows: Readonly<Record<string, Variant>> = {},
): Deployment => {
  const production = ([VariantName, { weight = 1, count = 1 }]: readonly [string, Variant]) => ({
    VariantName,
    ModelName: VariantName,
    InstanceType: 'ml.m5.large' as const,
    InitialInstanceCount: count,
    InitialVariantWeight: weight,
  });
  const model = ([ModelName, own]: readonly [string, Variant]) => ({
    ModelName,
    ModelArn: arn('model', ModelName),
    CreationTime: 0,
    PrimaryContainer: {
      Image: `local/${own.image ?? 'serve.cjs'}:1`,
      Environment: { NAME: ModelName, ...own.environment },
      ...(own.modelData === undefined ? {} : { ModelDataUrl: own.modelData }),
    },
  });
  return {
    config: {
      EndpointConfigName: 'config',
      EndpointConfigArn: arn('endpoint-config', 'config'),
      CreationTime: 0,
      ProductionVariants: Object.entries(variants).map(production),
      ShadowProductionVariants: Object.entries(shadows).map(production),
    },
    models: Object.entries({ ...variants, ...shadows }).map(model),
  };
};

export type Fleets = EndpointFleets<DeployedFleet>;

/** Fleets whose containers get two seconds to come up and half a second to end. */
export const fleetsOver = (s3: LocalS3, more: Partial<FleetPorts> = {}, isolate = bestWay): Fleets => {
  let id = 0;
  return processEndpointFleets({
    machine: { ...machineOver(s3, programs, isolate), accountId: ACCOUNT },
    instances: { isolate, startupMilliseconds: 5_000, pingIntervalMilliseconds: 20 },
    random: Math.random,
    newId: () => `deployment-${(id += 1)}`,
    ...more,
  });
};

/** Deploys and activates; throws the reason of a failure. */
export const putUp = async (fleets: Fleets, endpointName: string, deployment: Deployment): Promise<void> => {
  const fleet = await fleets.deploy({ endpointName, ...deployment });
  if (E.isLeft(fleet)) throw new Error(fleet.left);
  await fleets.activate(endpointName, fleet.right);
};

/** The text of the response; throws if there is an error instead. */
export const ask = async (
  fleets: Fleets,
  EndpointName: string,
  body: string,
  more: Partial<InvokeEndpointInput> = {},
): Promise<string> => {
  const outcome = await fleets.invoke({ EndpointName, Body: Buffer.from(body), ...more });
  if (E.isLeft(outcome)) throw new Error(`${outcome.left.code}: ${outcome.left.message}`);
  return Buffer.from(outcome.right.Body).toString();
};

export const logOf = (s3: LocalS3, endpoint: string, instance: string): string =>
  join(s3.folder, 'logs', 'endpoints', endpoint, `${instance}.log`);

/** The processes that an instance has had, first to last. */
export const pidsIn = (log: string): readonly number[] =>
  [...textOf(log).matchAll(/^up (\d+)/gm)].map(([, pid]) => Number(pid));

export const deploy = (fleets: Fleets, endpointName: string, ...of: Parameters<typeof deploymentOf>) =>
  fleets.deploy({ endpointName, ...deploymentOf(...of) });

/** The response of the serving container. */
export const json = (text: string): { readonly [member: string]: unknown } => Object(JSON.parse(text));

export const faultOf = async (fleets: Fleets, EndpointName: string, body: string, TargetVariant?: string) => {
  const Body = Buffer.from(body);
  const target = TargetVariant === undefined ? {} : { TargetVariant };
  const outcome = await fleets.invoke({ EndpointName, Body, ...target });
  return E.isLeft(outcome) ? outcome.left : undefined;
};
