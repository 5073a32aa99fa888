// Which operation a request is for: the three services share one port.
import { isRecord } from '../machine/is-record';
import {
  isOperationName,
  serviceModels,
  type Http,
  type OperationName,
  type ServiceModel,
} from '../service-model/shapes';

/** The operation that a request is for; `path` holds the decoded parts of the address that name something. */
export type Route =
  | {
      readonly _tag: 'Implemented';
      readonly service: string;
      readonly operation: OperationName;
      readonly path: Readonly<Record<string, string>>;
    }
  | { readonly _tag: 'NotImplemented'; readonly service: string; readonly operation: string }
  | { readonly _tag: 'Unknown'; readonly target: string };

interface RestRoute {
  readonly operation: string;
  readonly service: string;
  readonly method: string;
  readonly segments: readonly string[];
}

const restRoute = (model: ServiceModel, operation: string, http: Http): RestRoute => ({
  operation,
  service: model.service,
  method: http.method,
  segments: http.requestUri.split('/').slice(1),
});

const others = (model: ServiceModel): readonly (readonly [string, Http])[] =>
  isRecord(model.notImplemented)
    ? Object.entries(model.notImplemented).map(([name, { http }]) => [name, http] as const)
    : [];

const restRoutes: readonly RestRoute[] = serviceModels
  .filter((model) => model.protocol === 'rest-json')
  .flatMap((model) => [
    ...Object.entries(model.operations).map(([name, { http }]) => restRoute(model, name, http)),
    ...others(model).map(([name, http]) => restRoute(model, name, http)),
  ]);

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

// Segments are split first and decoded after: an ARN travels as one segment with %2F in it.
const pathOf = (
  route: RestRoute,
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  if (segments.length !== route.segments.length) return undefined;
  const named: Record<string, string> = {};
  for (const [index, wanted] of route.segments.entries()) {
    const segment = segments[index] ?? '';
    if (wanted.startsWith('{')) named[wanted.slice(1, -1)] = decoded(segment);
    else if (wanted !== segment) return undefined;
  }
  return named;
};

const routed = (service: string, operation: string, path: Readonly<Record<string, string>>): Route =>
  isOperationName(operation)
    ? { _tag: 'Implemented', service, operation, path }
    : { _tag: 'NotImplemented', service, operation };

const byTarget = (target: string): Route => {
  const [prefix, operation = ''] = target.split('.');
  const model = serviceModels.find(({ targetPrefix }) => targetPrefix !== null && targetPrefix === prefix);
  if (model === undefined) return { _tag: 'Unknown', target };
  const known = Array.isArray(model.notImplemented) && model.notImplemented.includes(operation);
  if (known || Object.hasOwn(model.operations, operation)) return routed(model.service, operation, {});
  return { _tag: 'Unknown', target };
};

/** Routes by `X-Amz-Target` if there is one, else by method and path. */
export const routeOf = (method: string, path: string, target: string | undefined): Route => {
  if (target !== undefined) return byTarget(target);
  const segments = path.split('/').slice(1);
  for (const route of restRoutes) {
    const named = route.method === method ? pathOf(route, segments) : undefined;
    if (named !== undefined) return routed(route.service, route.operation, named);
  }
  return { _tag: 'Unknown', target: `${method} of this path` };
};
