// Everything that serves one deployment of an endpoint: the instances of all its variants.
import type { Instance } from './instance';

export interface VariantFleet {
  readonly name: string;
  readonly weight: number;
  /** A shadow gets copies of requests; its responses are discarded. */
  readonly isShadow: boolean;
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
  /**
   * An instance of the requested variant, or of one by weight; undefined if none is healthy. Those at `avoided`
   * addresses, which did not accept the request before, are passed over.
   */
  readonly take: (target: string | undefined, avoided?: ReadonlySet<string>) => Taken | undefined;
  /** Instances for copies of a request, as often as the weights of shadows require. */
  readonly takeShadows: () => readonly Taken[];
  /** Resolves when no request is in flight. */
  readonly drained: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Healthy {
  readonly name: string;
  readonly weight: number;
  readonly addresses: readonly string[];
}

const healthyOf =
  (avoided: ReadonlySet<string>) =>
  ({ name, weight, instances }: VariantFleet): Healthy => ({
    name,
    weight,
    addresses: instances
      .flatMap((instance) => instance.address() ?? [])
      .filter((address) => !avoided.has(address)),
  });

const totalOf = (variants: readonly { readonly weight: number }[]): number =>
  variants.reduce((sum, { weight }) => sum + weight, 0);

// The share of a variant is its weight over the sum of all weights.
const byWeight = (variants: readonly Healthy[], random: number): Healthy | undefined => {
  const weighted = variants.filter(({ weight }) => weight > 0);
  let left = random * totalOf(weighted);
  return weighted.find(({ weight }) => (left -= weight) < 0) ?? weighted.at(-1);
};

const NONE: ReadonlySet<string> = new Set();

// How many requests are in flight, and what waits until there are none.
const traffic = () => {
  let inFlight = 0;
  let waiting: readonly (() => void)[] = [];
  return {
    begin: (): (() => void) => {
      inFlight += 1;
      return () => {
        inFlight -= 1;
        if (inFlight > 0) return;
        waiting.forEach((resolve) => resolve());
        waiting = [];
      };
    },
    drained: (): Promise<void> =>
      inFlight === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting = [...waiting, resolve];
          }),
  };
};

/** A fleet over instances that are up. */
export const fleetOf = (variants: readonly VariantFleet[], random: () => number): Fleet => {
  const { begin, drained } = traffic();
  const production = variants.filter(({ isShadow }) => !isShadow);
  const shadows = variants.filter(({ isShadow }) => isShadow);
  let turn = 0;
  const takeOf = (variant: Healthy | undefined): Taken | undefined => {
    const address = variant?.addresses[turn++ % variant.addresses.length];
    return variant === undefined || address === undefined
      ? undefined
      : { variant: variant.name, address, release: begin() };
  };
  return {
    variants,
    take: (target, avoided = NONE) => {
      const up = production.map(healthyOf(avoided)).filter(({ addresses }) => addresses.length > 0);
      return takeOf(target === undefined ? byWeight(up, random()) : up.find(({ name }) => name === target));
    },
    // The share of copies is the shadow's weight over that of production. [R]
    takeShadows: () =>
      shadows
        .filter(({ weight }) => random() * totalOf(production) < weight)
        .flatMap((shadow) => takeOf(healthyOf(NONE)(shadow)) ?? []),
    drained,
    stop: async () => {
      await Promise.all(variants.flatMap(({ instances }) => instances.map((instance) => instance.stop())));
    },
  };
};
