// The errors that the services answer with: code, text and HTTP status.

export interface ServiceFault {
  readonly _tag: 'ServiceFault';
  /** The error's name as SDKs show it. */
  readonly code: string;
  readonly message: string;
  readonly status: number;
  /** Members of the error beside its message (ModelError has some). */
  readonly members?: Readonly<Record<string, string | number>>;
}

const fault =
  (code: string, status: number) =>
  (message: string): ServiceFault => ({ _tag: 'ServiceFault', code, message, status });

/** What the SageMaker API calls a bad request; it is in no model, yet it is what most calls return. */
export const validationException = fault('ValidationException', 400);
export const serializationException = fault('SerializationException', 400);
export const unknownOperation = fault('UnknownOperationException', 400);
export const resourceInUse = fault('ResourceInUse', 400);
export const resourceNotFound = fault('ResourceNotFound', 400);
/** The two runtime services' bad request. */
export const validationError = fault('ValidationError', 400);
/** The Feature Store runtime's 404. */
export const recordResourceNotFound = fault('ResourceNotFound', 404);
export const conflict = fault('ConflictException', 409);
export const serviceUnavailable = fault('ServiceUnavailable', 503);

const messages = (faults: readonly string[]): string =>
  `${faults.length} validation error${faults.length === 1 ? '' : 's'} detected: ${faults.join('; ')}`;

/** The text for broken constraints, which AWS joins into one. [W] */
export const constraintText = messages;
