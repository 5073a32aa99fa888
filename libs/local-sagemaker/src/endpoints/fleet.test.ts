import * as fc from 'fast-check';
import { fleetOf, type VariantFleet } from './fleet';
import type { Instance } from './instance';

const instance = (address: string | undefined): Instance => ({
  address: () => address,
  stop: async () => undefined,
});

// Variants v0, v1, … with instances that are up (true) or down; their addresses name the variant.
const variantArbitrary = fc.record({
  weight: fc.integer({ min: 0, max: 5 }),
  up: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
});
type Shape = { readonly weight: number; readonly up: readonly boolean[] };
const variantsOf = (shapes: readonly Shape[]): readonly VariantFleet[] =>
  shapes.map(({ weight, up }, at) => ({
    name: `v${at}`,
    weight,
    isShadow: false,
    instances: up.map((isUp, number) => instance(isUp ? `v${at}-${number}` : undefined)),
  }));
const variantsArbitrary = fc.array(variantArbitrary, { minLength: 1, maxLength: 4 });
// Of Math.random's kind: below 1.
const randomArbitrary = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('a fleet', () => {
  it('takes a healthy instance of the variant that it says, whenever one has weight', () => {
    fc.assert(
      fc.property(variantsArbitrary, randomArbitrary, (shapes, random) => {
        const taken = fleetOf(variantsOf(shapes), () => random).take(undefined);
        const able = shapes.flatMap(({ weight, up }, at) =>
          weight > 0 && up.includes(true) ? [`v${at}`] : [],
        );
        if (taken === undefined) expect(able).toEqual([]);
        else {
          expect(able).toContain(taken.variant);
          expect(taken.address.startsWith(`${taken.variant}-`)).toBe(true);
        }
      }),
    );
  });

  it('gives each variant its weight over the sum of weights of those that are up', () => {
    fc.assert(
      fc.property(variantsArbitrary, (shapes) => {
        const up = shapes.map(({ weight, up: ups }) => (ups.includes(true) ? weight : 0));
        const sum = up.reduce((total, weight) => total + weight, 0);
        // As many even steps of chance as there is weight: each variant has to get as many as it weighs.
        let step = 0;
        const fleet = fleetOf(variantsOf(shapes), () => (step + 0.5) / sum);
        const got = shapes.map(() => 0);
        for (step = 0; step < sum; step += 1) {
          const at = Number(fleet.take(undefined)?.variant.slice(1));
          got[at] = (got[at] ?? 0) + 1;
        }
        expect(got).toEqual(up);
      }),
    );
  });

  it('takes the requested variant whatever it weighs, and none instead of it', () => {
    fc.assert(
      fc.property(variantsArbitrary, fc.nat({ max: 4 }), (shapes, at) => {
        const taken = fleetOf(variantsOf(shapes), () => 0).take(`v${at}`);
        expect(taken?.variant).toBe(shapes[at]?.up.includes(true) ? `v${at}` : undefined);
      }),
    );
  });

  it('uses the instances of a variant in turn, but not those that are to be avoided', () => {
    const fleet = fleetOf(variantsOf([{ weight: 1, up: [true, true, false, true] }]), () => 0);
    const addresses = [1, 2, 3, 4].map(() => fleet.take(undefined)?.address);
    expect(addresses).toEqual(['v0-0', 'v0-1', 'v0-3', 'v0-0']);
    expect(fleet.take(undefined, new Set(['v0-1', 'v0-3']))?.address).toBe('v0-0');
    expect(fleet.take(undefined, new Set(['v0-0', 'v0-1', 'v0-3']))).toBeUndefined();
  });

  it('is drained when, and only when, each request that was taken is released', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 5 }), async (count) => {
        const fleet = fleetOf(variantsOf([{ weight: 1, up: [true] }]), () => 0);
        const taken = Array.from({ length: count }, () => fleet.take(undefined));
        let isDrained = false;
        const drained = fleet.drained().then(() => {
          isDrained = true;
        });
        for (const one of taken) {
          await Promise.resolve();
          expect(isDrained).toBe(false);
          one?.release();
        }
        await drained;
        expect(isDrained).toBe(true);
      }),
    );
  });

  it('copies a request to a shadow as often as its weight is of that of production', () => {
    const [production, shadow] = variantsOf([
      { weight: 4, up: [true] },
      { weight: 1, up: [true] },
    ]);
    if (production === undefined || shadow === undefined) throw new Error('There are two variants.');
    let random = 0;
    const fleet = fleetOf([production, { ...shadow, isShadow: true }], () => random);
    const copies = [0, 0.24, 0.26, 0.99].map((chance) => {
      random = chance;
      return fleet.takeShadows().map(({ variant }) => variant);
    });
    expect(copies).toEqual([['v1'], ['v1'], [], []]);
    expect(fleet.take('v1')).toBeUndefined();
  });
});
