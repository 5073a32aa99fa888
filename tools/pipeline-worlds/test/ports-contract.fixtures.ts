// The behaviour that pipelines rely on: one suite for the world in memory and for the AWS SDK against a local cloud.
import {
  createEndpoint,
  endpointConfig,
  model,
  processingJob,
  trainingJob,
  updateEndpoint,
} from '@credit-risk/sagemaker-jobs';
import type * as TE from 'fp-ts/TaskEither';
import type { Ports } from '@credit-risk/pipelines';
import { aRun, leftOf, rightOf } from '../src/fake-world/run';

interface Subject {
  readonly ports: Ports;
  /** Milliseconds between two observations. */
  readonly pace: number;
}

const mostLooks = 200;

const until = async <E, A>(
  { ports, pace }: Subject,
  look: TE.TaskEither<E, A>,
  isDone: (seen: A) => boolean,
): Promise<A> => {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const seen = rightOf(await look());
    if (isDone(seen)) return seen;
    await ports.clock.sleep(pace)();
  }
  throw new Error('the state was never reached');
};

const run = { ...aRun('contract'), attempt: 1 };
/** The archive of the contract's model: the starter of a subject uploads it. */
export const modelArchive = 's3://credit-risk/contract/model.tar.gz';
const folder = 's3://credit-risk/artifacts/contract';

const objectsContract = (subject: () => Subject): void => {
  const objects = () => subject().ports.objects;

  it('reads nothing if the object does not exist', async () => {
    expect(await objects().read(`${folder}/nothing`)()).toMatchObject({ right: { _tag: 'None' } });
  });

  it('reads back what was written, whole and in parts', async () => {
    rightOf(await objects().write(`${folder}/text`, 'héllo')());
    const read = rightOf(await objects().read(`${folder}/text`)());
    expect(read._tag === 'Some' && Buffer.from(read.value).toString()).toBe('héllo');
    const part = rightOf(await objects().readRange(`${folder}/text`, 1, 3)());
    expect(Buffer.from(part).toString()).toBe('é');
  });

  it('writes a new object once, whichever of many writers is first', async () => {
    const writers = Array.from({ length: 8 }, (_, writer) =>
      objects().writeNew(`${folder}/once`, `writer ${writer}`)(),
    );
    const written = (await Promise.all(writers)).map(rightOf);
    expect(written.filter((isFirst) => isFirst)).toHaveLength(1);
    const winner = `writer ${written.indexOf(true)}`;
    const read = rightOf(await objects().read(`${folder}/once`)());
    expect(read._tag === 'Some' && Buffer.from(read.value).toString()).toBe(winner);
  });

  it('replaces the version that was read, whichever of many writers is first, and no other', async () => {
    const uri = `${folder}/replaced`;
    const version = async (): Promise<string> => {
      const found = rightOf(await objects().readVersion(uri)());
      return found._tag === 'Some' ? found.value.version : 'none';
    };
    expect(await version()).toBe('none');
    expect(rightOf(await objects().replace(uri, '"a version"', 'text')())).toBe(false);
    rightOf(await objects().write(uri, 'first')());
    const first = await version();
    const writers = Array.from({ length: 8 }, (_, writer) =>
      objects().replace(uri, first, `writer ${writer}`)(),
    );
    const written = (await Promise.all(writers)).map(rightOf);
    expect(written.filter((isFirst) => isFirst)).toHaveLength(1);
    const read = rightOf(await objects().readVersion(uri)());
    const text = read._tag === 'Some' ? Buffer.from(read.value.bytes).toString() : '';
    expect(text).toBe(`writer ${written.indexOf(true)}`);
    expect(await version()).not.toBe(first);
  });

  it('lists the objects of a prefix, in order and with their sizes', async () => {
    for (const name of ['b', 'a', 'c']) rightOf(await objects().write(`${folder}/list/${name}`, name)());
    expect(rightOf(await objects().list(`${folder}/list/`)())).toEqual([
      { uri: `${folder}/list/a`, size: 1 },
      { uri: `${folder}/list/b`, size: 1 },
      { uri: `${folder}/list/c`, size: 1 },
    ]);
  });
};

const jobsContract = (subject: () => Subject): void => {
  const sagemaker = () => subject().ports.sagemaker;
  const name = 'credit-risk-local-feature-engineering-contract-1';

  it('knows no job that was never made', async () => {
    expect(leftOf(await sagemaker().describeProcessingJob('unheard-of')())._tag).toBe('NotFound');
    expect(leftOf(await sagemaker().describeTrainingJob('unheard-of')())._tag).toBe('NotFound');
    expect(leftOf(await sagemaker().stopTrainingJob('unheard-of')())._tag).toBe('NotFound');
  });

  it('makes a job once by its name, and keeps its tags', async () => {
    const request = processingJob(run);
    rightOf(await sagemaker().createProcessingJob(request)());
    expect(leftOf(await sagemaker().createProcessingJob(request)())._tag).toBe('AlreadyExists');
    const { arn } = rightOf(await sagemaker().describeProcessingJob(name)());
    const expected = Object.fromEntries(request.Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
    expect(rightOf(await sagemaker().tags(arn)())).toEqual(expected);
  });

  it('brings a job to its end, which cannot be stopped any more', async () => {
    const job = await until(
      subject(),
      sagemaker().describeProcessingJob(name),
      ({ status }) => status !== 'InProgress',
    );
    expect(job).toMatchObject({ status: 'Completed', failureReason: null });
    expect(leftOf(await sagemaker().stopProcessingJob(name)())._tag).toBe('Conflict');
  });

  it('stops a job, which then is not a success', async () => {
    const features = 's3://credit-risk/artifacts/runs/contract/feature-engineering/1/features';
    const request = trainingJob(run, { featuresUri: features, personsUri: features });
    rightOf(await sagemaker().createTrainingJob(request)());
    rightOf(await sagemaker().stopTrainingJob(request.TrainingJobName ?? '')());
    const job = await until(
      subject(),
      sagemaker().describeTrainingJob(request.TrainingJobName ?? ''),
      ({ status }) => status !== 'InProgress' && status !== 'Stopping',
    );
    expect(job.status).toBe('Stopped');
  });
};

const servingContract = (subject: () => Subject): void => {
  const sagemaker = () => subject().ports.sagemaker;
  const second = { ...run, attempt: 2 };
  const modelName = 'credit-risk-local-create-model-contract-1';
  const nameOf = (attempt: number) => `credit-risk-local-create-endpoint-contract-${attempt}`;
  const isStill = ({ status }: { readonly status: string }) => status === 'InService';

  it('makes a model and an endpoint configuration once by their names', async () => {
    const artifact = { modelDataUrl: modelArchive, contractVersion: 'x' };
    rightOf(await sagemaker().createModel(model(run, artifact))());
    expect(leftOf(await sagemaker().createModel(model(run, artifact))())._tag).toBe('AlreadyExists');
    const config = endpointConfig(run, { modelName });
    rightOf(await sagemaker().createEndpointConfig(config)());
    expect(leftOf(await sagemaker().createEndpointConfig(config)())._tag).toBe('AlreadyExists');
    expect(rightOf(await sagemaker().describeEndpointConfig(nameOf(1))()).createdAt).toBeGreaterThan(0);
    expect(leftOf(await sagemaker().describeModel('unheard-of')())._tag).toBe('NotFound');
    expect(leftOf(await sagemaker().describeEndpointConfig('unheard-of')())._tag).toBe('NotFound');
    expect(leftOf(await sagemaker().describeEndpoint('unheard-of')())._tag).toBe('NotFound');
  });

  it('deploys an endpoint, moves it, and takes one change at a time', async () => {
    const describe = sagemaker().describeEndpoint('credit-risk-local');
    rightOf(await sagemaker().createEndpointConfig(endpointConfig(second, { modelName }))());
    rightOf(await sagemaker().createEndpoint(createEndpoint(run, { endpointConfigName: nameOf(1) }))());
    const again = createEndpoint(run, { endpointConfigName: nameOf(1) });
    expect(leftOf(await sagemaker().createEndpoint(again)())._tag).toBe('AlreadyExists');
    expect((await until(subject(), describe, isStill)).configName).toBe(nameOf(1));
    const update = updateEndpoint(second, { endpointConfigName: nameOf(2) });
    rightOf(await sagemaker().updateEndpoint(update)());
    expect(leftOf(await sagemaker().updateEndpoint(update)())._tag).toBe('Conflict');
    expect(rightOf(await describe()).pendingConfigName).toBe(nameOf(2));
    const moved = await until(subject(), describe, isStill);
    const config = rightOf(await sagemaker().describeEndpointConfig(nameOf(2))());
    expect(moved).toMatchObject({ configName: nameOf(2), pendingConfigName: null });
    expect(moved.changedAt).toBeGreaterThan(config.createdAt);
  }, 30_000);
};

/** The suite, for a subject that its caller starts and stops. */
export const portsContract = (subject: () => Subject): void => {
  describe('objects', () => objectsContract(subject));
  describe('jobs', () => jobsContract(subject));
  describe('models and endpoints', () => servingContract(subject));
};
