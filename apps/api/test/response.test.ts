import { clientId } from '@credit-risk/scoring-double';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import * as TE from 'fp-ts/TaskEither';
import { onlineReader } from '../src/infra/aws/online-reader';
import { putLines } from '../src/infra/aws/put-record-batch';
import type { SignedCall } from '../src/infra/aws/signed-call';

const { signal } = new AbortController();
const replying =
  (body: unknown): SignedCall =>
  () =>
    TE.right({ status: 200, headers: {}, text: JSON.stringify(body) });
const read = (body: unknown) => onlineReader(replying(body), 'loans')(signal);

describe('a response of AWS', () => {
  it('has no member that is null', async () => {
    const nothing = { ExpiresAt: null, Record: null };
    expect(await read(nothing).get(clientId('1'))()).toEqual(E.right(O.none));
    const none = { Records: [], Errors: null, UnprocessedIdentifiers: null };
    expect(await read(none).batchGet([clientId('1')])()).toEqual(
      E.right({ records: [], errors: [], unprocessed: [] }),
    );
    const taken = { FailedPutCount: 0, RequestResponses: [{ RecordId: 'r', ErrorCode: null }] };
    expect(await putLines(replying(taken), 'predictions', 1000)(['a line'])()).toEqual(E.right([]));
  });

  it('that is not as the service model describes it is reported by its places, without its values', async () => {
    const response = await read({ Record: [{ FeatureName: 'id', ValueAsString: 5008806 }] }).get(
      clientId('1'),
    )();
    expect(response).toMatchObject(
      E.left({ _tag: 'Rejected', operation: 'GetRecord', code: 'MalformedResponse' }),
    );
    expect(JSON.stringify(response)).toContain('$.Record[0].ValueAsString: expected');
    expect(JSON.stringify(response)).not.toContain('5008806');
  });
});
