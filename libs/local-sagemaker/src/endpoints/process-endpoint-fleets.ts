// Serves endpoints by processes of this machine.
import * as E from 'fp-ts/Either';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EndpointFleets } from '../endpoint-lifecycle';
import { allVariants } from '../operations/deployment';
import { serviceUnavailable, validationError } from '../protocol/service-faults';
import type { ProductionVariant } from '../service-model/operations.generated';
import type { Deployment } from '../store/records';
import {
  planVariant,
  prepareInstance,
  specOfInstance,
  type Planned,
  type ServingMachine,
} from './deployment-plan';
import { fleetOf, type Fleet, type VariantFleet } from './fleet';
import { startInstance, type Instance, type InstanceSettings } from './instance';
import { invokeInstance } from './invocation';

/** A fleet, and the folder that goes with it. */
export interface DeployedFleet {
  readonly fleet: Fleet;
  readonly folder: string;
}

export interface FleetPorts {
  readonly machine: ServingMachine;
  readonly instances: Omit<InstanceSettings, 'closing'>;
  readonly random: () => number;
  /** A name that no other deployment has. */
  readonly newId: () => string;
}

type Closable = FleetPorts & { readonly closing: AbortSignal };
type Order = { readonly endpointName: string } & Deployment;

// The text that clients of the service know. [W]
const noPing = (variant: string, logs: string): string =>
  `The primary container for production variant ${variant} did not pass the ping health check. Please check CloudWatch logs for this endpoint. (Here: ${logs})`;

const startVariant = async (
  { machine, instances, closing }: Closable,
  endpointName: string,
  folder: string,
  planned: Planned,
): Promise<E.Either<string, VariantFleet>> => {
  const {
    VariantName: name,
    InitialInstanceCount: count = 1,
    InitialVariantWeight: weight = 1,
  } = planned.variant;
  const start = async (number: number): Promise<Instance | undefined> => {
    const own = join(folder, `${name}-${number}`);
    await prepareInstance(machine, planned, own);
    return startInstance(specOfInstance(machine, planned, endpointName, own, String(number)), {
      ...instances,
      closing,
    });
  };
  try {
    const started = await Promise.all(Array.from({ length: count }, (_, number) => start(number)));
    const up = started.flatMap((instance) => instance ?? []);
    if (up.length === count) return E.right({ name, weight, instances: up });
    await Promise.all(up.map((instance) => instance.stop()));
    return E.left(noPing(name, join(machine.stateFolder, 'logs', 'endpoints', endpointName)));
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    return E.left(`The model of production variant ${name} could not be prepared: ${reason}`);
  }
};

const deployTo = async (
  ports: Closable,
  { endpointName, config, models }: Order,
  folder: string,
): Promise<E.Either<string, Fleet>> => {
  const plan = (variant: ProductionVariant) => planVariant(ports.machine.images, models, variant);
  const variants: VariantFleet[] = [];
  for (const planned of allVariants(config).map(plan)) {
    const started = E.isLeft(planned)
      ? planned
      : await startVariant(ports, endpointName, folder, planned.right);
    if (E.isLeft(started)) {
      await fleetOf(variants, ports.random).stop();
      return started;
    }
    variants.push(started.right);
  }
  return E.right(fleetOf(variants, ports.random));
};

/** Endpoint fleets on a machine. */
export const processEndpointFleets = (ports: FleetPorts): EndpointFleets<DeployedFleet> => {
  const { machine } = ports;
  const closer = new AbortController();
  const active = new Map<string, DeployedFleet>();
  const every = new Set<DeployedFleet>();

  const end = async (deployed: DeployedFleet): Promise<void> => {
    await deployed.fleet.stop();
    every.delete(deployed);
    await rm(deployed.folder, { recursive: true, force: true });
  };

  return {
    deploy: async (order) => {
      const folder = join(machine.stateFolder, 'containers', `endpoint-${order.endpointName}`, ports.newId());
      const fleet = await deployTo({ ...ports, closing: closer.signal }, order, folder);
      if (E.isRight(fleet) && closer.signal.aborted) await fleet.right.stop();
      if (E.isLeft(fleet) || closer.signal.aborted) {
        await rm(folder, { recursive: true, force: true });
        return E.isLeft(fleet) ? fleet : E.left('The server stops.');
      }
      const deployed = { fleet: fleet.right, folder };
      every.add(deployed);
      return E.right(deployed);
    },
    activate: async (endpointName, deployed) => {
      const before = active.get(endpointName);
      active.set(endpointName, deployed);
      if (before === undefined) return;
      await before.fleet.drained();
      await end(before);
    },
    invoke: async (input) => {
      const fleet = active.get(input.EndpointName)?.fleet;
      const known = fleet?.variants.some(({ name }) => name === input.TargetVariant) ?? false;
      if (fleet !== undefined && input.TargetVariant !== undefined && !known)
        return E.left(
          validationError(`Variant ${input.TargetVariant} was not found for endpoint ${input.EndpointName}.`),
        );
      const taken = fleet?.take(input.TargetVariant);
      if (taken === undefined)
        return E.left(serviceUnavailable(`No instance of endpoint ${input.EndpointName} is healthy.`));
      try {
        return await invokeInstance(
          { endpointName: input.EndpointName, region: machine.region, accountId: machine.accountId },
          taken,
          input,
        );
      } finally {
        taken.release();
      }
    },
    retire: async (endpointName) => {
      const deployed = active.get(endpointName);
      active.delete(endpointName);
      if (deployed !== undefined) await end(deployed);
    },
    stopAll: async () => {
      closer.abort();
      active.clear();
      await Promise.all([...every].map(end));
    },
  };
};
