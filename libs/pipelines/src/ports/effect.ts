// Small steps that effects are composed of.
import type { AwsError } from '@credit-risk/aws-effects';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Call, Effect, Ports } from './ports';
import type { PipelineError } from '../errors/pipeline-error';

/**
 * An AWS call as an effect; `doing` says what it is for, in case it fails: `write the manifest`.
 */
export const call =
  <A>(doing: string, of: (ports: Ports) => Call<A>): Effect<A> =>
  (ports) =>
    pipe(
      of(ports),
      TE.mapLeft((cause: AwsError): PipelineError => ({ _tag: 'CallFailed', doing, cause })),
    );

/** An effect that has a value already. */
export const succeed = <A>(value: A): Effect<A> => RTE.right(value);

/** An effect that fails. */
export const fail = <A = never>(error: PipelineError): Effect<A> => RTE.left(error);

/** An effect that does nothing. */
export const nothing: Effect<void> = RTE.right(undefined);
