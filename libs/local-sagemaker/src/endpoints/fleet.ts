// Everything that serves one deployment of an endpoint: the instances of all its variants.
import type { Instance } from './instance';

export interface VariantFleet {
  readonly name: string;
  readonly weight: number;
  readonly instances: readonly Instance[];
}

/** A healthy instance of a variant, taken for one request. */
export interface Taken {
  readonly variant: string;
  readonly address: string;
  readonly release: () => void;
}

export interface Fleet {
  readonly variants: readonly VariantFleet[];
  /** An instance of the variant asked for, or of one by weight; undefined if none is healthy. */
  readonly take: (target: string | undefined) => Taken | undefined;
  /** Resolves when no request is in flight. */
  readonly drained: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Healthy {
  readonly name: string;
  readonly weight: number;
  readonly addresses: readonly string[];
}

const healthyOf = ({ name, weight, instances }: VariantFleet): Healthy => ({
  name,
  weight,
  addresses: instances.flatMap((instance) => instance.address() ?? []),
});

// The share of a variant is its weight over the sum of all weights.
const byWeight = (variants: readonly Healthy[], random: number): Healthy | undefined => {
  const weighted = variants.filter(({ weight }) => weight > 0);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  let left = random * total;
  return weighted.find(({ weight }) => (left -= weight) < 0) ?? weighted.at(-1);
};

/** A fleet over instances that are up. */
export const fleetOf = (variants: readonly VariantFleet[], random: () => number): Fleet => {
  let inFlight = 0;
  let turn = 0;
  let waiting: readonly (() => void)[] = [];
  const release = (): void => {
    inFlight -= 1;
    if (inFlight > 0) return;
    waiting.forEach((resolve) => resolve());
    waiting = [];
  };
  return {
    variants,
    take: (target) => {
      const up = variants.map(healthyOf).filter(({ addresses }) => addresses.length > 0);
      const variant = target === undefined ? byWeight(up, random()) : up.find(({ name }) => name === target);
      const address = variant?.addresses[turn++ % variant.addresses.length];
      if (variant === undefined || address === undefined) return undefined;
      inFlight += 1;
      return { variant: variant.name, address, release };
    },
    drained: () =>
      inFlight === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting = [...waiting, resolve];
          }),
    stop: async () => {
      await Promise.all(variants.flatMap(({ instances }) => instances.map((instance) => instance.stop())));
    },
  };
};
