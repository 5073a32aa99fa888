// PutRecordBatch of Amazon Data Firehose by a signed call.
import { type AwsError, withDeadline } from '@credit-risk/aws-effects';
import { array, object, text } from '@credit-risk/io-ts-schema';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { absentOr, readResponse } from './response';
import type { SignedCall } from './signed-call';

const open = { open: true };
const PutRecordBatchResponse = object(
  { RequestResponses: array(object({ ErrorCode: absentOr(text()) }, open)) },
  open,
);

const readPutRecordBatch = TE.flatMapEither(readResponse('PutRecordBatch', PutRecordBatchResponse));

/** Sends lines to a stream; returns those that the stream refused. */
export type PutLines = (lines: readonly string[]) => TE.TaskEither<AwsError, readonly string[]>;

/** The stream of a name; a call is given up after some milliseconds. */
export const putLines =
  (call: SignedCall, streamName: string, giveUpAfter: number): PutLines =>
  (lines) =>
    pipe(
      withDeadline(giveUpAfter)((ending) =>
        call(
          {
            operation: 'PutRecordBatch',
            method: 'POST',
            path: '/',
            headers: {
              'content-type': 'application/x-amz-json-1.1',
              'x-amz-target': 'Firehose_20150804.PutRecordBatch',
            },
            body: JSON.stringify({
              DeliveryStreamName: streamName,
              Records: lines.map((line) => ({ Data: Buffer.from(line).toString('base64') })),
            }),
          },
          ending,
        ),
      ),
      readPutRecordBatch,
      TE.map(({ RequestResponses }) =>
        lines.filter((_, index) => typeof RequestResponses[index]?.ErrorCode === 'string'),
      ),
    );
