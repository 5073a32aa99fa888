// Which of the faults asked for a call meets, if any.
import type { ServiceFault } from '../protocol/service-faults';
import type { FaultRule } from './fault-rules';

/** A rule, and how many calls it has hit. */
export interface CountedRule extends FaultRule {
  readonly hits: number;
}

/** What a call meets. */
export interface InjectedFault {
  readonly fault?: ServiceFault;
  readonly delayMilliseconds: number;
  readonly lostAnswer: boolean;
}

export interface FaultInjector {
  /** Takes the place of all rules. */
  readonly set: (rules: readonly FaultRule[]) => void;
  readonly rules: () => readonly CountedRule[];
  /** The first rule that hits this call. */
  readonly next: (operation: string) => InjectedFault | undefined;
}

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
const isFor = (pattern: string, operation: string): boolean =>
  new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(operation);

const injected = ({ code, status, message, delayMilliseconds, lostAnswer }: FaultRule): InjectedFault => ({
  ...(code === undefined ? {} : { fault: { _tag: 'ServiceFault' as const, code, message, status } }),
  delayMilliseconds,
  lostAnswer,
});

/** An injector with its first rules; `random` decides on shares. */
export const faultInjector = (first: readonly FaultRule[], random: () => number): FaultInjector => {
  let counted: CountedRule[] = [];
  const set = (rules: readonly FaultRule[]): void => {
    counted = rules.map((rule) => ({ ...rule, hits: 0 }));
  };
  set(first);
  return {
    set,
    rules: () => counted,
    next: (operation) => {
      const index = counted.findIndex(
        (rule) =>
          isFor(rule.operation, operation) && rule.hits < (rule.count ?? Infinity) && random() < rule.share,
      );
      const rule = counted[index];
      if (rule === undefined) return undefined;
      counted[index] = { ...rule, hits: rule.hits + 1 };
      return injected(rule);
    },
  };
};
