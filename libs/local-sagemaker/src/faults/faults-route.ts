// `/_local/faults`: sets and shows the injected faults of a running server. No operation of AWS has such a path.
import * as E from 'fp-ts/Either';
import type { FastifyInstance } from 'fastify';
import type { FaultInjector } from './fault-injector';
import { parseFaultRules } from './fault-rules';

export const faultsPath = '/_local/faults';

const textOf = (body: unknown): string => (body instanceof Uint8Array ? new TextDecoder().decode(body) : '');

/** GET shows the rules with how often each was met, PUT sets them, DELETE takes them away. */
export const addFaultsRoute = (app: FastifyInstance, faults: FaultInjector): void => {
  app.get(faultsPath, (_request, reply) => reply.send({ rules: faults.rules() }));
  app.put(faultsPath, (request, reply) => {
    const rules = parseFaultRules(textOf(request.body), 'the request');
    if (E.isLeft(rules)) return reply.code(400).send({ message: rules.left.message });
    faults.set(rules.right);
    return reply.send({ rules: faults.rules() });
  });
  app.delete(faultsPath, (_request, reply) => {
    faults.set([]);
    return reply.send({ rules: [] });
  });
};
