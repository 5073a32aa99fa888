// Serves endpoints by processes of this machine.
import * as E from 'fp-ts/Either';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Agent } from 'undici';
import type { EndpointFleets } from './endpoint-fleets';
import { serviceUnavailable, validationError, type ApiError } from '../protocol/api-errors';
import type { InvokeEndpointInput, InvokeEndpointOutput } from '../service-model/operations.generated';
import { WHOLLY } from '../machine/disk';
import type { Deployment } from '../store/records';
import { deployVariants, type DeploymentPorts } from './deploy-variants';
import type { ServingMachine } from './deployment-plan';
import type { Fleet } from './fleet';
import type { InstanceSettings } from './instance';
import { invokeInstance, type InvocationSettings } from './invocation';

/** A fleet, and the folder that goes with it. */
export interface DeployedFleet {
  readonly fleet: Fleet;
  readonly folder: string;
}

export interface FleetPorts {
  readonly machine: ServingMachine;
  readonly instances: Omit<InstanceSettings, 'closing' | 'connections'>;
  /** How long a container may take to respond; 60 s on AWS. [D] */
  readonly responseMilliseconds?: number;
  readonly random: () => number;
  /** A name that no other deployment has. */
  readonly newId: () => string;
}

const RESPONSE_MILLISECONDS = 60_000;
// Servers that keep idle connections for two seconds are usual: ours are let go before, so that none closes under a request.
const IDLE_MILLISECONDS = 1_000;
// An instance that has just died is still taken until its end is known.
const ATTEMPTS = 3;

type Invoked = Promise<E.Either<ApiError, InvokeEndpointOutput>>;

const invokeFleet =
  (settings: InvocationSettings, { region, accountId }: ServingMachine) =>
  async (current: () => Fleet | undefined, input: InvokeEndpointInput): Invoked => {
    const place = { endpointName: input.EndpointName, region, accountId };
    const avoided = new Set<string>();
    let error = serviceUnavailable(`No instance of endpoint ${input.EndpointName} is healthy.`);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      // Looked up at each attempt: an update may have replaced the fleet meanwhile.
      const taken = current()?.take(input.TargetVariant, avoided);
      if (taken === undefined) break;
      const outcome = await invokeInstance(settings, place, taken, input).finally(taken.release);
      if (E.isRight(outcome)) return outcome;
      if (outcome.left._tag === 'ApiError') return E.left(outcome.left);
      avoided.add(taken.address);
      error = outcome.left.error;
    }
    return E.left(error);
  };

// The responses of shadows are discarded.
const copyToShadows = (
  settings: InvocationSettings,
  { region, accountId }: ServingMachine,
  fleet: Fleet,
  input: InvokeEndpointInput,
): void => {
  const place = { endpointName: input.EndpointName, region, accountId };
  for (const taken of fleet.takeShadows())
    void invokeInstance(settings, place, taken, input).finally(taken.release);
};

// An update, a deletion and the end of the server may all want to end the same fleet: a second SIGTERM would cut short
// the responses that a container still sends after the first.
const once = (run: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
};

const isUnknown = (fleet: Fleet, target: string | undefined): boolean =>
  target !== undefined && !fleet.variants.some(({ name, isShadow }) => name === target && !isShadow);

const invokeActive =
  (active: ReadonlyMap<string, DeployedFleet>, settings: InvocationSettings, machine: ServingMachine) =>
  async (input: InvokeEndpointInput): Invoked => {
    const { EndpointName: name, TargetVariant: target } = input;
    const fleet = active.get(name)?.fleet;
    if (fleet === undefined) return E.left(serviceUnavailable(`No instance of endpoint ${name} is healthy.`));
    if (isUnknown(fleet, target))
      return E.left(validationError(`Variant ${target} was not found for endpoint ${name}.`));
    copyToShadows(settings, machine, fleet, input);
    return invokeFleet(settings, machine)(() => active.get(name)?.fleet, input);
  };

// The fleets that are up, each with the one way to end it.
const fleetRegister = () => {
  const endings = new Map<DeployedFleet, () => Promise<void>>();
  const ended = async (deployed: DeployedFleet): Promise<void> => {
    await deployed.fleet.stop();
    await rm(deployed.folder, WHOLLY);
    endings.delete(deployed);
  };
  const end = async (deployed: DeployedFleet): Promise<void> => endings.get(deployed)?.();
  return {
    add: (deployed: DeployedFleet): void =>
      void endings.set(
        deployed,
        once(() => ended(deployed)),
      ),
    end,
    endAll: async (): Promise<void> => void (await Promise.all([...endings.keys()].map(end))),
  };
};

// A fleet is registered, or ended, the moment it is up: none may outlive the server that stops meanwhile.
const deployIn = async (
  deployment: DeploymentPorts,
  order: { readonly endpointName: string } & Deployment,
  folder: string,
  up: ReturnType<typeof fleetRegister>,
): Promise<E.Either<string, DeployedFleet>> => {
  const isClosing = () => deployment.instances.closing.aborted;
  const fleet = await deployVariants(deployment, order, folder);
  if (E.isRight(fleet) && !isClosing()) {
    const deployed = { fleet: fleet.right, folder };
    up.add(deployed);
    return E.right(deployed);
  }
  if (E.isRight(fleet)) await fleet.right.stop();
  await rm(folder, WHOLLY);
  return E.isLeft(fleet) ? fleet : E.left('The server stops.');
};

/** Endpoint fleets on a machine. */
export const processEndpointFleets = (ports: FleetPorts): EndpointFleets<DeployedFleet> => {
  const { machine, random, responseMilliseconds = RESPONSE_MILLISECONDS } = ports;
  const connections = new Agent({
    keepAliveTimeout: IDLE_MILLISECONDS,
    keepAliveMaxTimeout: IDLE_MILLISECONDS,
  });
  const closer = new AbortController();
  const instances = { ...ports.instances, connections, closing: closer.signal };
  const active = new Map<string, DeployedFleet>();
  const up = fleetRegister();
  return {
    deploy: (order) => {
      const folder = join(machine.stateFolder, 'containers', `endpoint-${order.endpointName}`, ports.newId());
      return deployIn({ machine, random, instances }, order, folder, up);
    },
    activate: async (endpointName, deployed) => {
      const before = active.get(endpointName);
      active.set(endpointName, deployed);
      if (before === undefined) return;
      await before.fleet.drained();
      await up.end(before);
    },
    invoke: invokeActive(active, { connections, responseMilliseconds }, machine),
    retire: async (endpointName) => {
      const deployed = active.get(endpointName);
      active.delete(endpointName);
      if (deployed !== undefined) await up.end(deployed);
    },
    stopAll: async () => {
      closer.abort();
      active.clear();
      await up.endAll();
      await connections.destroy();
    },
  };
};
