// Assembles the input of a rest-json request from its address, headers and body, and splits an output into the same.
import * as E from 'fp-ts/Either';
import { isRecord } from '../machine/is-record';
import { modelOf, type Member, type OperationName, type Shape } from '../service-model/shapes';
import { serializationException, type ApiError } from './api-errors';

export interface HttpRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** The JSON value of a body; an empty body is an empty object. */
export const jsonBody = (body: Uint8Array): E.Either<ApiError, unknown> => {
  if (body.length === 0) return E.right({});
  return E.tryCatch(
    (): unknown => JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')),
    () => serializationException('Could not parse the request body as JSON.'),
  );
};

const shapesOf = (
  operation: OperationName,
  side: 'input' | 'output',
): { shape: Shape; typeOf: (m: Member) => string } => {
  const model = modelOf(operation);
  const name = model?.operations[operation]?.[side] ?? '';
  return {
    shape: model?.shapes[name] ?? { type: 'structure' },
    typeOf: (member) => model?.shapes[member.shape]?.type ?? 'string',
  };
};

const header = (request: HttpRequest, name: string): string | undefined => {
  const value = request.headers[name.toLowerCase()];
  return typeof value === 'string' ? value : value?.[0];
};

const outsideBody = (request: HttpRequest, member: Member, name: string, type: string): unknown => {
  const wireName = member.locationName ?? name;
  if (member.location === 'uri') return request.path[wireName];
  if (member.location === 'header') return header(request, wireName);
  const values = request.query.getAll(wireName);
  if (type === 'list') return values.length === 0 ? undefined : values;
  return values[0];
};

/** The input of a rest-json operation, not yet validated. */
export const restInput = (operation: OperationName, request: HttpRequest): E.Either<ApiError, unknown> => {
  const { shape, typeOf } = shapesOf(operation, 'input');
  const members = Object.entries(shape.members ?? {});
  const hasBody = shape.payload === undefined && members.some(([, { location }]) => location === undefined);
  const body = hasBody ? jsonBody(request.body) : E.right({});
  if (E.isLeft(body)) return body;
  const input: Record<string, unknown> = isRecord(body.right) ? { ...body.right } : {};
  for (const [name, member] of members) {
    if (name === shape.payload) input[name] = request.body;
    else if (member.location !== undefined) {
      const value = outsideBody(request, member, name, typeOf(member));
      if (value !== undefined) input[name] = value;
    }
  }
  return E.right(input);
};

/** The headers and body that carry an output. */
export const restResponse = (
  operation: OperationName,
  output: unknown,
): { readonly headers: Readonly<Record<string, string>>; readonly body: string | Uint8Array } => {
  const { shape } = shapesOf(operation, 'output');
  const values = isRecord(output) ? output : {};
  const headers: Record<string, string> = {};
  const body: Record<string, unknown> = {};
  let payload: Uint8Array | undefined;
  for (const [name, value] of Object.entries(values)) {
    const member = shape.members?.[name];
    if (name === shape.payload && value instanceof Uint8Array) payload = value;
    else if (member?.location === 'header')
      headers[(member.locationName ?? name).toLowerCase()] = String(value);
    else body[name] = value;
  }
  return payload === undefined
    ? { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
    : { headers, body: payload };
};
