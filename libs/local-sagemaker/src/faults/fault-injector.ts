// Decides which injected fault a call meets, if any.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { wildcard } from '../machine/wildcard';
import type { ApiError } from '../protocol/api-errors';
import type { FaultRule } from './fault-rules';

/** A rule, and how many calls it has hit. */
export interface CountedRule extends FaultRule {
  readonly hits: number;
}

/** What a call meets. */
export interface InjectedFault {
  readonly fault?: ApiError;
  readonly delayMilliseconds: number;
  readonly lostResponse: boolean;
}

export interface FaultInjector {
  /** Takes the place of all rules. */
  readonly set: (rules: readonly FaultRule[]) => void;
  readonly rules: () => readonly CountedRule[];
  /** The first rule that hits this call. */
  readonly next: (operation: string) => InjectedFault | undefined;
}

const injected = ({ code, status, message, delayMilliseconds, lostResponse }: FaultRule): InjectedFault => ({
  ...(code === undefined ? {} : { fault: { _tag: 'ApiError' as const, code, message, status } }),
  delayMilliseconds,
  lostResponse,
});

const seeded = (seed: number): (() => number) => {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
};

/** An injector with its first rules; `random` decides on the shares of rules that have no seed. */
export const faultInjector = (first: readonly FaultRule[], random: () => number): FaultInjector => {
  let counted: CountedRule[] = [];
  let fits: ((operation: string) => boolean)[] = [];
  let dice: (() => number)[] = [];
  const set = (rules: readonly FaultRule[]): void => {
    counted = rules.map((rule) => ({ ...rule, hits: 0 }));
    fits = rules.map(({ operation }) => wildcard(operation));
    dice = rules.map(({ seed }) => (seed === undefined ? random : seeded(seed)));
  };
  set(first);
  return {
    set,
    rules: () => counted,
    next: (operation) => {
      const index = counted.findIndex(
        (rule, at) =>
          fits[at]?.(operation) === true &&
          rule.hits < (rule.count ?? Infinity) &&
          (dice[at] ?? random)() < rule.share,
      );
      const rule = counted[index];
      if (rule === undefined) return undefined;
      counted[index] = { ...rule, hits: rule.hits + 1 };
      return injected(rule);
    },
  };
};
