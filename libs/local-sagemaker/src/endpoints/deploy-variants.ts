// Brings up every instance of every variant, or none.
import * as E from 'fp-ts/Either';
import { join } from 'node:path';
import { causeText } from '../machine/disk';
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

export interface DeploymentPorts {
  readonly machine: ServingMachine;
  readonly instances: InstanceSettings;
  readonly random: () => number;
}

type Order = { readonly endpointName: string } & Deployment;

// The text that clients of the service know. [W]
const noPing = (variant: string, logs: string): string =>
  `The primary container for production variant ${variant} did not pass the ping health check. Please check CloudWatch logs for this endpoint. (Here: ${logs})`;

const SECOND = 1_000;

// A variant may set how long its containers take to start.
const settingsFor = ({ instances }: DeploymentPorts, { variant }: Planned, failed: AbortSignal) => {
  const seconds = variant.ContainerStartupHealthCheckTimeoutInSeconds;
  return {
    ...instances,
    ...(seconds === undefined ? {} : { startupMilliseconds: seconds * SECOND }),
    closing: AbortSignal.any([instances.closing, failed]),
  };
};

const startVariant = async (
  ports: DeploymentPorts,
  endpointName: string,
  folder: string,
  planned: Planned,
): Promise<E.Either<string, VariantFleet>> => {
  const { machine } = ports;
  const { VariantName: name, InitialInstanceCount = 1, InitialVariantWeight: weight = 1 } = planned.variant;
  const failed = new AbortController();
  const settings = settingsFor(ports, planned, failed.signal);
  const logs = join(machine.stateFolder, 'logs', 'endpoints', endpointName);
  const reasons: string[] = [];
  const fail = (reason: string): undefined => {
    reasons.push(reason);
    failed.abort();
  };
  const start = async (number: number): Promise<Instance | undefined> => {
    const own = join(folder, `${name}-${number}`);
    try {
      await prepareInstance(machine, planned, own, settings.closing);
      const specOn = specOfInstance(machine, planned, endpointName, own, String(number));
      return (await startInstance(specOn, settings)) ?? fail(noPing(name, logs));
    } catch (cause) {
      return fail(`The model of production variant ${name} could not be prepared: ${causeText(cause)}`);
    }
  };
  // Every start is awaited, also after a failure: no instance may come up unnoticed.
  const started = await Promise.all(Array.from({ length: InitialInstanceCount }, (_, at) => start(at)));
  const instances = started.flatMap((instance) => instance ?? []);
  const [reason] = reasons;
  if (reason === undefined) return E.right({ name, weight, isShadow: planned.isShadow, instances });
  await Promise.all(instances.map((instance) => instance.stop()));
  return E.left(reason);
};

/** Starts all variants of a configuration; after a failure none is left, and the reason is returned. */
export const deployVariants = async (
  ports: DeploymentPorts,
  { endpointName, config, models }: Order,
  folder: string,
): Promise<E.Either<string, Fleet>> => {
  const { images } = ports.machine;
  const plans = [
    ...config.ProductionVariants.map((variant) => planVariant(images, models, variant, false)),
    ...(config.ShadowProductionVariants ?? []).map((variant) => planVariant(images, models, variant, true)),
  ];
  const variants: VariantFleet[] = [];
  for (const planned of plans) {
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
