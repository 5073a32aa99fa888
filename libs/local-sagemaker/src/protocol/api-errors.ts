// The errors of the services: code, text and HTTP status.

export interface ApiError {
  readonly _tag: 'ApiError';
  /** The error's name as SDKs show it. */
  readonly code: string;
  readonly message: string;
  readonly status: number;
  /** Members of the error beside its message (ModelError has some). */
  readonly members?: Readonly<Record<string, string | number>>;
}

const apiError =
  (code: string, status: number) =>
  (message: string): ApiError => ({ _tag: 'ApiError', code, message, status });

/** The SageMaker API's bad request: most calls return it, though no model declares it. */
export const validationException = apiError('ValidationException', 400);
export const serializationException = apiError('SerializationException', 400);
export const unknownOperation = apiError('UnknownOperationException', 400);
export const resourceInUse = apiError('ResourceInUse', 400);
export const resourceNotFound = apiError('ResourceNotFound', 400);
/** The two runtime services' bad request. */
export const validationError = apiError('ValidationError', 400);
/** The Feature Store runtime's 404. */
export const recordResourceNotFound = apiError('ResourceNotFound', 404);
export const conflict = apiError('ConflictException', 409);
export const serviceUnavailable = apiError('ServiceUnavailable', 503);

/** The text for broken constraints, which AWS joins into one. [W] */
export const constraintText = (broken: readonly string[]): string =>
  `${broken.length} validation error${broken.length === 1 ? '' : 's'} detected: ${broken.join('; ')}`;
