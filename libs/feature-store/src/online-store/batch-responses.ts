// The service's responses to batch calls, in the port's terms.
import { ClientId, type ReadRecord } from '@credit-risk/loan-features';
import type { BatchRead, RecordError } from './online-store';

interface Fault {
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

interface ReadFault extends Fault {
  readonly RecordIdentifierValueAsString?: string | undefined;
}

/** The response of BatchGetRecord: the parts that are read. */
export interface BatchGetRecordResponse {
  readonly Records?:
    | readonly {
        readonly RecordIdentifierValueAsString?: string | undefined;
        readonly Record?: ReadRecord | undefined;
      }[]
    | undefined;
  readonly Errors?: readonly ReadFault[] | undefined;
  readonly UnprocessedIdentifiers?:
    readonly { readonly RecordIdentifiersValueAsString?: readonly string[] | undefined }[] | undefined;
}

/** The service returns ids that it was given; anything else is not one of ours and names no client. */
export const clientIds = (texts: readonly (string | undefined)[]): readonly ClientId[] =>
  texts.filter(ClientId.is);

/** The faults of single records; `idOf` names the client of each. */
export const recordErrors = <A extends Fault>(
  faults: readonly A[] | undefined,
  idOf: (fault: A) => string | undefined,
): readonly RecordError[] =>
  (faults ?? []).flatMap((fault) =>
    clientIds([idOf(fault)]).map((clientId) => ({
      clientId,
      code: fault.ErrorCode ?? 'Unknown',
      message: fault.ErrorMessage ?? '',
    })),
  );

/**
 * What one BatchGetRecord read.
 *
 * @example
 * batchReadOf({ Records: [], Errors: [], UnprocessedIdentifiers: [] }); // { records: [], errors: [], unprocessed: [] }
 */
export const batchReadOf = (response: BatchGetRecordResponse): BatchRead => ({
  records: (response.Records ?? []).map(({ RecordIdentifierValueAsString, Record }) => ({
    clientId: RecordIdentifierValueAsString ?? '',
    record: Record ?? [],
  })),
  errors: recordErrors(response.Errors, (fault) => fault.RecordIdentifierValueAsString),
  unprocessed: (response.UnprocessedIdentifiers ?? []).flatMap((part) =>
    clientIds(part.RecordIdentifiersValueAsString ?? []),
  ),
});
