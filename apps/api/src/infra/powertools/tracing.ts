// Traces. The X-Ray SDK loads slowly, so it is loaded only if the platform traces.
import type { Observability } from '../../domain/observability';
import type { Around } from '../aws/signed-call';

/** Steps of a request and their calls, as parts of a trace. */
export interface Tracing {
  readonly traced: Observability['traced'];
  readonly aroundCalls: Around;
}

/** Traces nothing. */
export const noTracing: Tracing = {
  traced: (_, work) => work(),
  aroundCalls: (_, work) => work(),
};

/** Tracing by Powertools' tracer. */
export const xRayTracing = async (): Promise<Tracing> => {
  const { Tracer } = await import('@aws-lambda-powertools/tracer');
  const tracer = new Tracer({ serviceName: 'scoring-api', captureHTTPsRequests: false });
  return {
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
    aroundCalls: async ({ service, region, operation }, work) => {
      const part = tracer.getSegment()?.addNewSubsegment(service);
      part?.addAttribute('namespace', 'aws');
      part?.addAttribute('aws', { operation, region });
      try {
        return await work();
      } catch (cause) {
        part?.addFaultFlag();
        throw cause;
      } finally {
        part?.close();
      }
    },
  };
};
