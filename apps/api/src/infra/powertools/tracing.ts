// Traces: loaded only where the platform traces, since the X-Ray SDK takes its time.
import type { Observability } from '../../observability';

/** Steps as parts of a trace, and AWS clients whose calls are traced. */
export interface Tracing {
  readonly traced: Observability['traced'];
  readonly capture: <C extends object>(client: C) => C;
}

/** Where nothing is traced. */
export const noTracing: Tracing = { traced: (_, work) => work(), capture: (client) => client };

/** Tracing by Powertools' tracer. */
export const xRayTracing = async (): Promise<Tracing> => {
  const { Tracer } = await import('@aws-lambda-powertools/tracer');
  const tracer = new Tracer({ serviceName: 'scoring-api' });
  return {
    capture: (client) => tracer.captureAWSv3Client(client),
    traced: async (step, work) => {
      const segment = tracer.getSegment();
      const part = segment?.addNewSubsegment(`## ${step}`);
      if (segment === undefined || part === undefined) return work();
      tracer.setSegment(part);
      try {
        return await work();
      } catch (cause) {
        part.addFaultFlag();
        throw cause;
      } finally {
        part.close();
        tracer.setSegment(segment);
      }
    },
  };
};
