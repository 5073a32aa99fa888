// The first stage: records the whole configuration, defaults included, for the run.
import { configDigest } from '@credit-risk/config';
import { contractVersion } from '@credit-risk/loan-features';
import { outputUris } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as O from 'fp-ts/Option';
import * as RTE from 'fp-ts/ReaderTaskEither';
import { call, fail, succeed } from '../ports/effect';
import { ifThere } from '../ports/existing';
import { readRunConfig, sameConfig, writeRunConfig } from '../files/run-config';
import type { Effect } from '../ports/ports';
import type { Collected, Observation, Stage, StageContext } from '../pipeline/stage';
import { longestResource } from '../pipeline/waiting-times';

const emptyObject = 0;

const checkDataset = ({ run }: StageContext): Effect<void> => {
  const { uri } = run.config.dataset;
  const missing = (found: string) => fail<void>({ _tag: 'DatasetMissing', uri, found });
  return pipe(
    call(`look for the data set ${uri}`, ({ objects }) => ifThere(objects.list(uri))),
    RTE.flatMap((objects) => {
      if (objects === null) return missing('the bucket does not exist');
      if (objects.length === 0) return missing('no object key starts with this prefix');
      if (objects.every(({ size }) => size === emptyObject))
        return missing(`${objects.length} object(s), all empty`);
      const others = objects.filter((object) => object.uri !== uri).map((object) => object.uri);
      const isOneOfThem = others.length < objects.length;
      // The empty object that consoles make for a folder is not a file of loans.
      return isOneOfThem && others.length > 0 && !uri.endsWith('/')
        ? fail<void>({ _tag: 'DatasetAmbiguous', uri, others })
        : RTE.right(undefined);
    }),
  );
};

const submit = ({ run }: StageContext): Effect<void> => writeRunConfig(run);

const observe = ({ run }: StageContext): Effect<Observation> =>
  pipe(
    readRunConfig(outputUris(run).config),
    RTE.flatMap((recorded) =>
      O.isNone(recorded)
        ? succeed<Observation>({ _tag: 'Absent' })
        : pipe(
            RTE.fromEither(sameConfig(run, recorded.value)),
            RTE.map((): Observation => ({ _tag: 'Succeeded', status: 'Completed', taggedArn: null })),
          ),
    ),
  );

const collect = ({ run }: StageContext): Effect<Collected> =>
  RTE.right({
    resource: { name: outputUris(run).config, arn: null },
    inputs: { dataset: run.config.dataset.uri },
    outputs: { config: outputUris(run).config },
    counts: {},
    metrics: null,
    lineage: { configDigest: configDigest(run.config), contractVersion },
  });

export const getConfig: Stage = {
  name: 'get-config',
  description: 'checks that the data set is there and records the whole configuration',
  needs: [],
  produces: ['config'],
  plan: ({ run }) => E.right({ name: outputUris(run).config, requestDigest: configDigest(run.config) }),
  check: checkDataset,
  submit,
  observe,
  collect,
  stop: () => RTE.right('no remote work to stop'),
  longest: () => longestResource,
};
