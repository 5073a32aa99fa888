// The trained artifact becomes a model of SageMaker.
import { contractVersion } from '@credit-risk/loan-features';
import { jobName, model, requestDigest } from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as RTE from 'fp-ts/ReaderTaskEither';
import { call } from '../ports/effect';
import { ifThere, unlessThere } from '../ports/existing';
import { neededOutput } from '../pipeline/needs';
import type { PipelineError } from '../errors/pipeline-error';
import type { Effect } from '../ports/ports';
import { requireProduct } from '../files/read-product';
import type { Collected, Observation, Stage, StageContext } from '../pipeline/stage';
import { longestResource } from '../pipeline/waiting-times';

const stage = 'create-model';

const archive = (context: StageContext): E.Either<PipelineError, string> =>
  neededOutput(context, stage, 'training', 'model');

const nameOf = ({ run }: StageContext): string => jobName(run, stage);

const request = (context: StageContext): E.Either<PipelineError, ReturnType<typeof model>> =>
  pipe(
    archive(context),
    E.map((modelDataUrl) => model(context.run, { modelDataUrl, contractVersion })),
  );

const submit = (context: StageContext): Effect<void> =>
  pipe(
    RTE.fromEither(request(context)),
    RTE.flatMap((input) =>
      call('create the model', ({ sagemaker }) => unlessThere(sagemaker.createModel(input))),
    ),
  );

const observe = (context: StageContext): Effect<Observation> =>
  pipe(
    call(`look at model ${nameOf(context)}`, ({ sagemaker }) =>
      ifThere(sagemaker.describeModel(nameOf(context))),
    ),
    RTE.map((found): Observation =>
      found === null ? { _tag: 'Absent' } : { _tag: 'Succeeded', status: 'Created', taggedArn: found.arn },
    ),
  );

const collect = (context: StageContext): Effect<Collected> =>
  pipe(
    RTE.fromEither(archive(context)),
    RTE.map((uri) => ({
      resource: { name: nameOf(context), arn: null },
      inputs: { archive: uri },
      outputs: { model: nameOf(context) },
      counts: {},
      metrics: null,
      lineage: {},
    })),
  );

export const createModel: Stage = {
  name: stage,
  description: 'registers the trained model with the container that serves it',
  needs: ['training'],
  produces: ['model'],
  plan: (context) =>
    pipe(
      request(context),
      E.map((input) => ({ name: nameOf(context), requestDigest: requestDigest(input) })),
    ),
  check: (context) =>
    pipe(
      RTE.fromEither(archive(context)),
      RTE.flatMap((uri) => requireProduct('training', uri)),
    ),
  submit,
  observe,
  collect,
  stop: () => RTE.right('a model is created at once: there is nothing to stop'),
  longest: () => longestResource,
};
