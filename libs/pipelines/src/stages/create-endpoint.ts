// The model goes live: an endpoint is created, or moved to a new configuration.
import {
  createEndpoint as createRequest,
  endpointConfig,
  jobName,
  requestDigest,
  updateEndpoint,
} from '@credit-risk/sagemaker-jobs';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as RTE from 'fp-ts/ReaderTaskEither';
import * as TE from 'fp-ts/TaskEither';
import { call, fail } from '../ports/effect';
import { deploymentObservation, isInTransition } from './endpoint-observation';
import { ifThere, unlessThere } from '../ports/existing';
import { needed, neededOutput } from '../pipeline/needs';
import type { PipelineError } from '../errors/pipeline-error';
import type { Call, Effect } from '../ports/ports';
import type { EndpointState } from '../ports/sagemaker';
import type { Collected, Stage, StageContext } from '../pipeline/stage';
import { longestResource } from '../pipeline/waiting-times';

const stage = 'create-endpoint';

const configNameOf = ({ run }: StageContext): string => jobName(run, stage);
const endpointNameOf = ({ run }: StageContext): string => run.config.stages.createEndpoint.endpointName;

const request = (context: StageContext): E.Either<PipelineError, ReturnType<typeof endpointConfig>> =>
  pipe(
    neededOutput(context, stage, 'create-model', 'model'),
    E.map((modelName) => endpointConfig(context.run, { modelName })),
  );

const describeEndpoint = (context: StageContext): Effect<EndpointState | null> =>
  call(`look at endpoint ${endpointNameOf(context)}`, ({ sagemaker }) =>
    ifThere(sagemaker.describeEndpoint(endpointNameOf(context))),
  );

// Another deployment is not waited for: it may take an hour and fail.
const refusal = (context: StageContext, state: EndpointState | null): PipelineError | null => {
  const endpoint = endpointNameOf(context);
  if (state === null || state.status === 'InService') return null;
  const { status, failureReason, pendingConfigName: pending } = state;
  if (!isInTransition(state)) return { _tag: 'EndpointUnusable', endpoint, status, failureReason };
  return [pending, state.configName].includes(configNameOf(context))
    ? null
    : { _tag: 'EndpointBusy', endpoint, status, pending };
};

const check = (context: StageContext): Effect<void> =>
  pipe(
    describeEndpoint(context),
    RTE.flatMap((state) => {
      const error = refusal(context, state);
      return error === null ? RTE.right(undefined) : fail<void>(error);
    }),
  );

// Another runner of this run may have started the same deployment: then the endpoint is in progress.
const unlessInProgress = (deploy: Call<void>): Call<void> =>
  pipe(
    unlessThere(deploy),
    TE.orElse((error) => (error._tag === 'Conflict' ? TE.right(undefined) : TE.left(error))),
  );

const deploy = (context: StageContext, state: EndpointState | null): Effect<void> => {
  const { run } = context;
  const endpointConfigName = configNameOf(context);
  if (state?.configName === endpointConfigName || state?.pendingConfigName === endpointConfigName) {
    return RTE.right(undefined);
  }
  return call('deploy the endpoint', ({ sagemaker }) =>
    unlessInProgress(
      state === null
        ? sagemaker.createEndpoint(createRequest(run, { endpointConfigName }))
        : sagemaker.updateEndpoint(updateEndpoint(run, { endpointConfigName })),
    ),
  );
};

const submit = (context: StageContext): Effect<void> =>
  pipe(
    check(context),
    RTE.flatMap(() => RTE.fromEither(request(context))),
    RTE.flatMap((input) =>
      call('create the endpoint configuration', ({ sagemaker }) =>
        unlessThere(sagemaker.createEndpointConfig(input)),
      ),
    ),
    RTE.flatMap(() => describeEndpoint(context)),
    RTE.flatMap((state) => deploy(context, state)),
  );

const observe: Stage['observe'] = (context) =>
  pipe(
    RTE.Do,
    RTE.bind('config', () =>
      call(`look at endpoint configuration ${configNameOf(context)}`, ({ sagemaker }) =>
        ifThere(sagemaker.describeEndpointConfig(configNameOf(context))),
      ),
    ),
    RTE.bind('endpoint', () => describeEndpoint(context)),
    RTE.map(({ config, endpoint }) =>
      deploymentObservation({
        endpointName: endpointNameOf(context),
        configName: configNameOf(context),
        config,
        endpoint,
      }),
    ),
  );

const collect = (context: StageContext): Effect<Collected> =>
  pipe(
    E.Do,
    E.bind('model', () => neededOutput(context, stage, 'create-model', 'model')),
    E.bind('registered', () => needed(context, stage, 'register-features')),
    (inputs) => RTE.fromEither(inputs),
    RTE.map(({ model, registered }) => ({
      resource: { name: endpointNameOf(context), arn: null },
      inputs: { model, featureGroup: registered.outputs['featureGroup'] ?? '' },
      outputs: { endpoint: endpointNameOf(context), endpointConfig: configNameOf(context) },
      counts: {},
      metrics: null,
      lineage: {},
    })),
  );

export const createEndpoint: Stage = {
  name: stage,
  description: 'creates the endpoint, or moves the existing one to the new model',
  needs: ['register-features', 'create-model'],
  produces: ['endpoint', 'endpointConfig'],
  plan: (context) =>
    pipe(
      request(context),
      E.map((input) => ({ name: configNameOf(context), requestDigest: requestDigest(input) })),
    ),
  check,
  submit,
  observe,
  collect,
  stop: () => RTE.right('a deployment cannot be stopped: it continues, and the next call observes it again'),
  longest: () => longestResource,
};
