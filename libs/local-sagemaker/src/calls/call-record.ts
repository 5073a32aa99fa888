// Counts calls per operation and access key: what a policy has to allow. Values of calls are not kept.
import type { FastifyInstance } from 'fastify';

/** Calls of one operation with one access key. */
export interface CountedCalls {
  readonly operation: string;
  /** Id of the key that signed the calls; null where none did. */
  readonly accessKeyId: string | null;
  readonly count: number;
}

export interface CallRecord {
  /** Counts a call; `authorization` is its header. */
  readonly note: (operation: string, authorization: string | undefined) => void;
  readonly calls: () => readonly CountedCalls[];
  readonly clear: () => void;
}

export const callsPath = '/_local/calls';

const signer = (authorization: string | undefined): string | null =>
  /Credential=([^/,\s]+)\//.exec(authorization ?? '')?.[1] ?? null;

/** An empty record. */
export const callRecord = (): CallRecord => {
  const counted = new Map<string, CountedCalls>();
  return {
    note: (operation, authorization) => {
      const accessKeyId = signer(authorization);
      const key = JSON.stringify([operation, accessKeyId]);
      const count = (counted.get(key)?.count ?? 0) + 1;
      counted.set(key, { operation, accessKeyId, count });
    },
    calls: () => [...counted.values()],
    clear: () => counted.clear(),
  };
};

/** GET shows the calls since the start, DELETE forgets them. */
export const addCallsRoute = (app: FastifyInstance, record: CallRecord): void => {
  app.get(callsPath, (_request, reply) => reply.send({ calls: record.calls() }));
  app.delete(callsPath, (_request, reply) => {
    record.clear();
    return reply.send({ calls: [] });
  });
};
