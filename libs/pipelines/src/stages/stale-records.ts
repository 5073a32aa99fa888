// The report of records that are not up to date. It names clients, so it goes to S3 and never to a log.
import type { IngestReport } from '@credit-risk/feature-store';
import { outputUris, type Run } from '@credit-risk/sagemaker-jobs';
import { pipe } from 'fp-ts/function';
import * as RTE from 'fp-ts/ReaderTaskEither';
import { call, fail } from '../ports/effect';
import type { Effect } from '../ports/ports';

const indent = 2;

/** Writes the report, and fails with its place and its counts. */
export const reportStale = (
  run: Run,
  featureGroup: string,
  { clients, failed, stale }: IngestReport,
): Effect<never> => {
  const uri = outputUris(run).report('register-features', 'stale-records');
  const text = JSON.stringify({ runId: run.runId, featureGroup, clients, failed, stale }, null, indent);
  return pipe(
    call(`write the report ${uri}`, ({ objects }) => objects.write(uri, text)),
    RTE.flatMap(() =>
      fail({
        _tag: 'RecordsStale',
        name: featureGroup,
        reportUri: uri,
        failed: failed.length,
        stale: stale.length,
        clients,
      }),
    ),
  );
};
