// Errors as the services' clients see them.
import type { AwsError } from '@credit-risk/aws-effects';
import * as TE from 'fp-ts/TaskEither';

export const awsError = (
  _tag: AwsError['_tag'],
  operation: string,
  message: string = _tag,
): TE.TaskEither<AwsError, never> =>
  TE.left({ _tag, operation, code: _tag, message, requestId: null, cause: null });
