// An error without its message, which may quote a client: type, code and place are enough.
import { isObject } from '@credit-risk/io-ts-schema';

/** The logged facts of an error. */
export interface Cause {
  readonly type: string;
  readonly code?: string;
  readonly operation?: string;
  readonly awsRequestId?: string;
  readonly at?: readonly string[];
}

const mostFrames = 5;

const texts = (source: Readonly<Record<string, unknown>>, names: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(names).flatMap(([name, key]) => {
      const value = source[key];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

const framesOf = ({ stack = '' }: Error): readonly string[] =>
  stack
    .split('\n')
    .filter((line) => line.trim().startsWith('at '))
    .slice(0, mostFrames)
    .map((line) => line.trim());

/** Type, code and place of an error. */
export const causeOf = (cause: unknown): Cause => {
  if (cause instanceof Error) return { type: cause.name, at: framesOf(cause) };
  if (!isObject(cause)) return { type: typeof cause };
  const { _tag: tag } = cause;
  return {
    type: typeof tag === 'string' ? tag : 'object',
    ...texts(cause, { code: 'code', operation: 'operation', awsRequestId: 'requestId' }),
  };
};
