// A whole AWS in memory, on a clock that only moves while the work sleeps.
import type { Ports, ProgressEvent, SageMaker } from '@credit-risk/pipelines';
import * as E from 'fp-ts/Either';
import { awsError } from './aws-error';
import { fakeClock } from './fake-clock';
import { type Deployments, fakeEndpoint, type FakeEndpoint } from './fake-endpoint';
import { fakeFeatureStore, type FakeFeatureStore } from './fake-feature-store';
import { type Endings, fakeJobs, type FakeJobs, tagRecord } from './fake-jobs';
import { fakeObjects, type FakeObjects } from './fake-objects';
import { fakeProcess } from './fake-processes';
import { archiveOf, features, metrics, summary } from './job-products';

/** How a world behaves. */
export interface FakeWorldOptions {
  readonly endings?: Endings;
  readonly deployments?: Deployments;
  readonly summary?: object;
  readonly metrics?: object;
  /** What the jobs write instead of features. */
  readonly features?: Uint8Array;
}

/** A world and what is in it. */
export interface FakeWorld {
  readonly ports: Ports;
  readonly objects: FakeObjects;
  readonly jobs: FakeJobs;
  readonly models: ReadonlyMap<string, unknown>;
  readonly endpointConfigs: ReadonlyMap<string, unknown>;
  readonly endpoint: FakeEndpoint;
  readonly featureStore: FakeFeatureStore;
  readonly events: readonly ProgressEvent[];
  readonly interruption: AbortController;
  /** Ends the runner at once. */
  readonly force: AbortController;
  readonly now: () => number;
}

const start = Date.parse('2026-11-24T10:15:02Z');
const engineered = features();

type Parts = Pick<FakeWorld, 'objects' | 'jobs' | 'endpoint' | 'now'> & {
  readonly models: Map<string, Record<string, string>>;
  readonly endpointConfigs: Map<
    string,
    { readonly createdAt: number; readonly tags: Record<string, string> }
  >;
};

const creations = (parts: Parts, options: FakeWorldOptions) => {
  const { objects, jobs, models, endpointConfigs, endpoint, now } = parts;
  const put = (uri: string, bytes: Uint8Array): void => void objects.stored.set(uri, bytes);
  return {
    createProcessingJob: (input) =>
      jobs.create('feature-engineering', input.ProcessingJobName ?? '', input.Tags ?? [], () => {
        for (const { OutputName, S3Output } of input.ProcessingOutputConfig?.Outputs ?? []) {
          const uri = S3Output?.S3Uri ?? '';
          if (OutputName === 'features') put(`${uri}/part-0.parquet`, options.features ?? engineered);
          if (OutputName === 'summary') {
            put(`${uri}/summary.json`, Buffer.from(JSON.stringify(options.summary ?? summary)));
          }
        }
      }),
    createTrainingJob: (input) =>
      jobs.create('training', input.TrainingJobName ?? '', input.Tags ?? [], () => {
        const folder = `${input.OutputDataConfig?.S3OutputPath ?? ''}/${input.TrainingJobName ?? ''}/output`;
        put(`${folder}/model.tar.gz`, archiveOf('model.onnx', 'a model'));
        put(`${folder}/output.tar.gz`, archiveOf('metrics.json', JSON.stringify(options.metrics ?? metrics)));
      }),
    createModel: (input) => async () => {
      const name = input.ModelName ?? '';
      if (models.has(name)) return awsError('AlreadyExists', 'CreateModel')();
      models.set(name, tagRecord(input.Tags ?? []));
      return E.right(undefined);
    },
    createEndpointConfig: (input) => async () => {
      const name = input.EndpointConfigName ?? '';
      if (endpointConfigs.has(name)) return awsError('AlreadyExists', 'CreateEndpointConfig')();
      endpointConfigs.set(name, { createdAt: now(), tags: tagRecord(input.Tags ?? []) });
      return E.right(undefined);
    },
    createEndpoint: (input) => endpoint.create(input.EndpointName ?? '', input.EndpointConfigName ?? ''),
    updateEndpoint: (input) => endpoint.update(input.EndpointName ?? '', input.EndpointConfigName ?? ''),
  } satisfies Partial<SageMaker>;
};

const fakeSageMaker = (parts: Parts, options: FakeWorldOptions): SageMaker => {
  const { jobs, models, endpointConfigs, endpoint } = parts;
  return {
    ...creations(parts, options),
    describeProcessingJob: jobs.describe,
    stopProcessingJob: jobs.stop,
    describeTrainingJob: jobs.describe,
    stopTrainingJob: jobs.stop,
    describeModel: (name) => async () =>
      models.has(name) ? E.right({ arn: `arn:model/${name}` }) : awsError('NotFound', 'DescribeModel')(),
    describeEndpointConfig: (name) => async () => {
      const found = endpointConfigs.get(name);
      return found === undefined
        ? awsError('NotFound', 'DescribeEndpointConfig')()
        : E.right({ arn: `arn:endpoint-config/${name}`, createdAt: found.createdAt });
    },
    describeEndpoint: endpoint.describe,
    tags: (arn) => async () => {
      const name = arn.replace(/^[^/]*\//, '');
      const job = jobs.all.find((candidate) => candidate.name === name);
      return E.right(job?.tags ?? models.get(name) ?? endpointConfigs.get(name)?.tags ?? {});
    },
  };
};

/** A world in which everything goes well unless the options say otherwise. */
export const fakeWorld = (options: FakeWorldOptions = {}): FakeWorld => {
  const interruption = new AbortController();
  const force = new AbortController();
  const clock = fakeClock(start, interruption.signal);
  const events: ProgressEvent[] = [];
  const objects = fakeObjects();
  const featureStore = fakeFeatureStore();
  const parts: Parts = {
    objects,
    now: clock.now,
    jobs: fakeJobs(clock.now, options.endings ?? (() => ({ status: 'Completed' }))),
    endpoint: fakeEndpoint(clock.now, options.deployments ?? (() => 'deployed')),
    models: new Map(),
    endpointConfigs: new Map(),
  };
  objects.stored.set('s3://credit-risk/raw/loans.csv', Buffer.from('loan_id,id\n'));
  return {
    ...parts,
    featureStore,
    events,
    interruption,
    force,
    ports: {
      objects: objects.port,
      sagemaker: fakeSageMaker(parts, options),
      features: featureStore.port,
      processes: fakeProcess().port,
      clock,
      random: () => 0.5,
      progress: (event) => () => void events.push(event),
      whenBusy: 'fail',
      signal: interruption.signal,
      force: force.signal,
    },
  };
};
