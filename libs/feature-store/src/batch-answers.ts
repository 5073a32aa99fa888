// What the service answers to a batch, in the words of the port.
import { ClientId, type ReadRecord } from '@credit-risk/loan-features';
import type { BatchRead, RecordError } from './online-store';

interface Fault {
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

interface ReadFault extends Fault {
  readonly RecordIdentifierValueAsString?: string | undefined;
}

/** The answer of BatchGetRecord, as far as it is read. */
export interface BatchGetRecordAnswer {
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

/** The service answers with ids that it was given; anything else is not one of ours and names no client. */
export const clientIds = (texts: readonly (string | undefined)[]): readonly ClientId[] =>
  texts.filter(ClientId.is);

/** The faults of single records; `idOf` tells whose each is. */
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
export const batchReadOf = (answer: BatchGetRecordAnswer): BatchRead => ({
  records: (answer.Records ?? []).map(({ RecordIdentifierValueAsString, Record }) => ({
    clientId: RecordIdentifierValueAsString ?? '',
    record: Record ?? [],
  })),
  errors: recordErrors(answer.Errors, (fault) => fault.RecordIdentifierValueAsString),
  unprocessed: (answer.UnprocessedIdentifiers ?? []).flatMap((part) =>
    clientIds(part.RecordIdentifiersValueAsString ?? []),
  ),
});
