// InvokeEndpoint by a signed call.
import type { InvokeEndpoint } from '@credit-risk/prediction-client/sources';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import type { SignedCall } from './signed-call';

const variantHeader = 'x-amzn-invoked-production-variant';

/** The endpoint of a name. */
export const invokeEndpoint =
  (call: SignedCall, endpointName: string): InvokeEndpoint =>
  ({ body, inferenceId }, signal) =>
    pipe(
      call(
        {
          operation: 'InvokeEndpoint',
          method: 'POST',
          path: `/endpoints/${encodeURIComponent(endpointName)}/invocations`,
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            'x-amzn-sagemaker-inference-id': inferenceId,
          },
          body,
        },
        signal,
      ),
      TE.map(({ text, headers }) => {
        const variant = headers[variantHeader];
        return { body: text, variant: typeof variant === 'string' ? variant : '' };
      }),
    );
