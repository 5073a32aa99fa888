// A runner whose calls take a varying number of turns, so that two runners meet in many orders.
import type { Ports } from '@credit-risk/pipelines';

type Effectful = (...args: never[]) => () => Promise<unknown>;

export const slowly = (ports: Ports, delays: Iterator<number>): Ports => {
  const turns = async (): Promise<void> => {
    const count = Number(delays.next().value ?? 0);
    for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
  };
  const slowed =
    (call: Effectful): Effectful =>
    (...args) =>
    async () => {
      await turns();
      const answer = await call(...args)();
      await turns();
      return answer;
    };
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        return typeof member === 'function'
          ? slowed((...args) => Reflect.apply(member, target, args))
          : member;
      },
    });
  return { ...ports, objects: wrap(ports.objects), sagemaker: wrap(ports.sagemaker) };
};
