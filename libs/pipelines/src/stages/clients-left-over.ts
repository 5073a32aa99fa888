// Clients that are in the store but have no loan in the run's data: reported, or a failure, depending on the configuration.
import { clientsWithoutLoans, newestLoans, type ParquetFile } from '@credit-risk/feature-store';
import { outputUris, type Run } from '@credit-risk/sagemaker-jobs';
import { pipe } from 'fp-ts/function';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { call, fail, nothing } from '../ports/effect';
import { untilAborted } from './loan-files';
import type { PipelineError } from '../errors/pipeline-error';
import type { Effect } from '../ports/ports';
import { patienceOf } from '../pipeline/waiting-times';

const stage = 'register-features';
const indent = 2;
const mostNamed = 100_000;

const compare =
  (name: string, files: readonly ParquetFile[], clients: number): Effect<readonly [number, string]> =>
  (ports) => {
    const store = ports.features.onlineStore(name);
    const loans = () => untilAborted(ports.signal, newestLoans(files));
    return pipe(
      clientsWithoutLoans(store, patienceOf(ports))({ clients, loans, mostNamed }),
      TE.bimap(
        (cause): PipelineError => ({ _tag: 'RegistrationFailed', name, cause }),
        ({ count, clientIds }) =>
          [count, JSON.stringify({ featureGroup: name, count, clientIds }, null, indent)] as const,
      ),
    );
  };

const report = (run: Run, name: string, count: number, text: string): Effect<void> => {
  const reportUri = outputUris(run).report(stage, 'clients-without-loans');
  return pipe(
    call(`write the report ${reportUri}`, ({ objects }) => objects.write(reportUri, text)),
    RTE.flatMap((): Effect<void> => {
      if (run.config.stages.registerFeatures.clientsWithoutLoans === 'fail')
        return fail({ _tag: 'ClientsLeftOver', name, reportUri, count });
      return ({ progress, clock }) =>
        TE.fromIO(
          progress({
            runId: run.runId,
            stage,
            at: clock.now(),
            kind: 'clients-without-loans',
            clients: count,
            reportUri,
          }),
        );
    }),
  );
};

/** How many clients of the group have no loan in the files, of which `clients` are registered. */
export const leftOver = (
  run: Run,
  name: string,
  files: readonly ParquetFile[],
  clients: number,
): Effect<number> =>
  pipe(
    compare(name, files, clients),
    RTE.tap(([count, text]) => (count === 0 ? nothing : report(run, name, count, text))),
    RTE.map(([count]) => count),
  );
