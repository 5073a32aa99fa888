// The online store of one feature group, read by signed calls.
import { batchReadOf, type OnlineReader } from '@credit-risk/feature-store/reading';
import { array, object, text } from '@credit-risk/io-ts-schema';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import { flow, pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { absentOr, readResponse } from './response';
import type { SignedCall } from './signed-call';

const open = { open: true };

const FeatureValues = array(object({ FeatureName: text(), ValueAsString: text() }, open));
const GetRecordResponse = object({ Record: absentOr(FeatureValues) }, open);
const BatchGetRecordResponse = object(
  {
    Records: absentOr(array(object({ RecordIdentifierValueAsString: text(), Record: FeatureValues }, open))),
    Errors: absentOr(
      array(object({ RecordIdentifierValueAsString: text(), ErrorCode: text(), ErrorMessage: text() }, open)),
    ),
    UnprocessedIdentifiers: absentOr(array(object({ RecordIdentifiersValueAsString: array(text()) }, open))),
  },
  open,
);

const readGetRecord = TE.flatMapEither(
  flow(
    readResponse('GetRecord', GetRecordResponse),
    E.map(({ Record }) => O.fromNullable(Record)),
  ),
);
const readBatchGetRecord = TE.flatMapEither(
  flow(
    readResponse('BatchGetRecord', BatchGetRecordResponse),
    E.map(({ Records, Errors, UnprocessedIdentifiers }) =>
      batchReadOf({
        Records: Records ?? [],
        Errors: Errors ?? [],
        UnprocessedIdentifiers: UnprocessedIdentifiers ?? [],
      }),
    ),
  ),
);

/** The reading part of the store. */
export const onlineReader =
  (call: SignedCall, featureGroup: string) =>
  (signal: AbortSignal): OnlineReader => ({
    get: (clientId) =>
      pipe(
        call(
          {
            operation: 'GetRecord',
            method: 'GET',
            path: `/FeatureGroup/${encodeURIComponent(featureGroup)}?RecordIdentifierValueAsString=${clientId}`,
            headers: {},
            body: '',
          },
          signal,
        ),
        readGetRecord,
      ),
    batchGet: (clientIds) =>
      pipe(
        call(
          {
            operation: 'BatchGetRecord',
            method: 'POST',
            path: '/BatchGetRecord',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              Identifiers: [{ FeatureGroupName: featureGroup, RecordIdentifiersValueAsString: clientIds }],
            }),
          },
          signal,
        ),
        readBatchGetRecord,
      ),
  });
