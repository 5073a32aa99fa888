// Traces: loaded only where the platform traces, since the X-Ray SDK takes its time.
import type { Observability } from '../../observability';

type Traced = Observability['traced'];

/** Where nothing is traced. */
export const noTracing: Traced = (_, work) => work();

/** Tracing by Powertools' tracer, which also traces calls over HTTP. */
export const xRayTracing = async (): Promise<Traced> => {
  const { Tracer } = await import('@aws-lambda-powertools/tracer');
  const tracer = new Tracer({ serviceName: 'scoring-api' });
  return async (step, work) => {
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
  };
};
