// A runner that is killed: at its nth call to the world, before or after the call has its effect.
import type { Ports } from '@credit-risk/pipelines';
import { fakeProcess } from './fake-processes';

export class Killed extends Error {}

export interface Fuse {
  /** From 1; no call is the last one if it is never reached. */
  readonly call: number;
  readonly when: 'before' | 'after';
}

type Effectful = (...args: never[]) => () => Promise<unknown>;

/** Counts the calls to the world, and ends the runner at one of them. A dead runner does nothing more. */
export const withFuse = (
  ports: Ports,
  fuse: Fuse,
): { readonly ports: Ports; readonly calls: () => number } => {
  let calls = 0;
  let isDead = false;
  // A separate process, which the next runner finds dead.
  const process = fakeProcess();
  const die = (): never => {
    isDead = true;
    process.die();
    throw new Killed();
  };
  const fused =
    (call: Effectful): Effectful =>
    (...args) =>
    async () => {
      if (isDead) return die();
      calls += 1;
      const isLast = calls === fuse.call;
      if (isLast && fuse.when === 'before') return die();
      const answer = await call(...args)();
      return isLast || isDead ? die() : answer;
    };
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        return typeof member === 'function'
          ? fused((...args) => Reflect.apply(member, target, args))
          : member;
      },
    });
  const { objects, sagemaker, features } = ports;
  return {
    calls: () => calls,
    ports: {
      ...ports,
      processes: process.port,
      objects: wrap(objects),
      sagemaker: wrap(sagemaker),
      features: {
        groups: wrap(features.groups),
        onlineStore: (name) => wrap(features.onlineStore(name)),
      },
    },
  };
};
