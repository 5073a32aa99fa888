import {
  graphOf,
  renderPipelineError,
  runPipeline,
  RunResult,
  runResult,
  trainingPipeline,
} from '@credit-risk/pipelines';
import { outputUris } from '@credit-risk/sagemaker-jobs';
import { right } from 'fp-ts/Either';
import { fakeWorld } from '../src/fake-world/fake-world';
import { summary } from '../src/fake-world/job-products';
import { aRun, leftOf, rightOf, runId } from '../src/fake-world/run';

const training = runPipeline(trainingPipeline, aRun());

describe('a training run', () => {
  it('ends with the places and names of everything that it made', async () => {
    const world = fakeWorld();
    const result = runResult(runId(), rightOf(await training(world.ports)()));
    expect(result).toMatchObject({
      runId: 'r1',
      features: { uri: 's3://credit-risk/artifacts/runs/r1/feature-engineering/1/features', rows: 3 },
      quarantine: { uri: 's3://credit-risk/artifacts/runs/r1/feature-engineering/1/quarantine', rows: 1 },
      rows: { in: 4, out: 3, quarantined: 1 },
      clients: 2,
      model: 'credit-risk-local-create-model-r1-1',
      endpoint: 'credit-risk-local',
      metrics: {
        auc: 0.53,
        baseline: { name: 'base-rate' },
        otherBaselines: [{ name: 'logistic-regression', auc: 0.54 }],
      },
    });
    const written: unknown = JSON.parse(JSON.stringify(result));
    expect(RunResult.decode(written)).toEqual(right(result));
    expect(Object.keys(result.seconds).sort()).toEqual([
      'create-endpoint',
      'create-model',
      'feature-engineering',
      'get-config',
      'register-features',
      'training',
    ]);
  });

  it('names in its manifests the outputs that the graph announces', async () => {
    const manifests = rightOf(await training(fakeWorld().ports)());
    for (const { name, produces } of graphOf(trainingPipeline).stages) {
      expect(Object.keys(manifests.get(name)?.outputs ?? {}).sort()).toEqual([...produces].sort());
    }
  });

  it('registers the newest loan of each client', async () => {
    const world = fakeWorld();
    rightOf(await training(world.ports)());
    const loans = [...world.featureStore.records.values()].map(
      (record) => record.find(({ FeatureName }) => FeatureName === 'loan_id')?.ValueAsString,
    );
    expect(loans.sort()).toEqual(['11', '12']);
  });

  it('leaves the lineage of data, code, lock file, configuration, contract and seed in its last manifest', async () => {
    const world = fakeWorld();
    const manifests = rightOf(await training(world.ports)());
    expect(manifests.get('create-endpoint')?.lineage).toEqual({
      data: summary.inputs,
      code: { 'feature-engineering': 'b'.repeat(64), training: 'b'.repeat(64) },
      lock: { 'feature-engineering': 'c'.repeat(64), training: 'c'.repeat(64) },
      configDigest: manifests.get('get-config')?.requestDigest,
      contractVersion: summary.contractVersion,
      seed: 123,
    });
  });

  it('run again with the same id reads its manifests and makes nothing', async () => {
    const world = fakeWorld();
    const first = rightOf(await training(world.ports)());
    const before = world.objects.stored.size;
    const second = rightOf(await training(world.ports)());
    expect(second).toEqual(first);
    expect(world.jobs.all).toHaveLength(2);
    expect(world.objects.stored.size).toBe(before);
    expect(world.events.filter(({ kind }) => kind === 'reused')).toHaveLength(6);
  });

  it('with another id moves the endpoint to the new model and shares the feature group', async () => {
    const world = fakeWorld();
    rightOf(await training(world.ports)());
    rightOf(await runPipeline(trainingPipeline, aRun('r2'))(world.ports)());
    expect(world.endpoint.names()).toEqual(['credit-risk-local']);
    expect([...world.models.keys()]).toHaveLength(2);
    expect([...world.featureStore.groups.keys()]).toHaveLength(1);
  });

  it('is refused the id of a run that began with another configuration', async () => {
    const world = fakeWorld();
    rightOf(await training(world.ports)());
    const { config, runId: id } = aRun();
    const other = { ...config, tags: { team: 'risk' } };
    const error = leftOf(await runPipeline(trainingPipeline, { config: other, runId: id })(world.ports)());
    expect(error).toMatchObject({ _tag: 'ConfigDiffers', runId: 'r1' });
  });

  it('writes no client id and no feature value into its progress', async () => {
    const world = fakeWorld();
    rightOf(await training(world.ports)());
    expect(JSON.stringify(world.events)).not.toContain('101.5');
    expect(world.events.flatMap(Object.keys)).not.toContain('clientId');
  });
});

describe('a stage whose needs are missing', () => {
  it('starts nothing after feature engineering failed', async () => {
    const failing = () => ({ status: 'Failed', failureReason: 'AlgorithmError: , exit code: 1' });
    const world = fakeWorld({ endings: failing });
    expect(leftOf(await training(world.ports)())).toMatchObject({
      _tag: 'JobFailed',
      stage: 'feature-engineering',
      failureReason: 'AlgorithmError: , exit code: 1',
    });
    expect(world.jobs.all).toHaveLength(1);
    expect(world.featureStore.groups.size).toBe(0);
    expect(world.models.size).toBe(0);
  });

  it('makes no feature group without features for it', async () => {
    const world = fakeWorld();
    const list = world.ports.objects.list;
    const blind = {
      ...world.ports,
      objects: {
        ...world.ports.objects,
        list: (uri: string) => list(uri.replace('/features/', '/nowhere/')),
      },
    };
    expect(leftOf(await training(blind)())).toMatchObject({
      _tag: 'FileMissing',
      uri: 's3://credit-risk/artifacts/runs/r1/feature-engineering/1/features/*.parquet',
    });
    expect(world.featureStore.groups.size).toBe(0);
    expect(world.endpoint.names()).toEqual([]);
  });

  it('opens no attempt when the data set does not exist', async () => {
    const world = fakeWorld();
    world.objects.stored.clear();
    expect(leftOf(await training(world.ports)())).toMatchObject({ _tag: 'DatasetMissing' });
    const written = [...world.objects.stored.keys()];
    expect(written.filter((uri) => !uri.endsWith('/lease.json'))).toEqual([]);
  });

  it('says that the data set is empty', async () => {
    const world = fakeWorld();
    world.objects.stored.set('s3://credit-risk/raw/loans.csv', new Uint8Array());
    expect(leftOf(await training(world.ports)())).toMatchObject({
      _tag: 'DatasetMissing',
      found: '1 object(s), all empty',
    });
  });

  it('names the others when the data set is an object and their keys start with its key', async () => {
    const world = fakeWorld();
    for (const end of ['.1', '.2', '.3', '/4'])
      world.objects.stored.set(`s3://credit-risk/raw/loans.csv${end}`, new Uint8Array([1]));
    const error = leftOf(await training(world.ports)());
    expect(error._tag).toBe('DatasetAmbiguous');
    expect(renderPipelineError(error)).toMatch(
      /^the data set URI s3:\/\/credit-risk\/raw\/loans\.csv names an object and is also a prefix of others: \S+loans\.csv\.1, \S+\.2, \S+\.3 and 1 more; /,
    );
  });

  it('may be a folder with its empty object, which consoles make', async () => {
    const world = fakeWorld();
    world.objects.stored.set('s3://credit-risk/raw/', new Uint8Array());
    const { config, ...run } = aRun();
    const dataset = { ...config.dataset, uri: 's3://credit-risk/raw/' };
    const inFolder = runPipeline(trainingPipeline, { ...run, config: { ...config, dataset } });
    expect(rightOf(await inFolder(world.ports)()).size).toBe(6);
  });
});

describe('the summary of a job', () => {
  it('invariant 1: rows that are lost between in, out and quarantine fail the stage before anything is registered', async () => {
    const world = fakeWorld({ summary: { ...summary, rowsOut: 2 } });
    expect(leftOf(await training(world.ports)())).toMatchObject({
      _tag: 'RowsDoNotAddUp',
      rowsIn: 4,
      rowsOut: 2,
      rowsQuarantined: 1,
    });
    expect(world.featureStore.groups.size).toBe(0);
  });

  it('invariant 8: features of another contract version are refused, both versions named', async () => {
    const world = fakeWorld({ summary: { ...summary, contractVersion: 'another' } });
    expect(leftOf(await training(world.ports)())).toMatchObject({
      _tag: 'ContractDiffers',
      job: 'another',
      runner: summary.contractVersion,
    });
  });

  it('invariant 8: a run that started under another contract is not resumed, and nothing is registered', async () => {
    const world = fakeWorld();
    rightOf(await training(world.ports)());
    const manifestOf = outputUris({ ...aRun(), attempt: 1 }).manifest;
    const engineered = world.objects.text(manifestOf('feature-engineering')) ?? '';
    const older = engineered.replaceAll(summary.contractVersion, 'another');
    world.objects.stored.set(manifestOf('feature-engineering'), Buffer.from(older));
    world.objects.stored.delete(manifestOf('register-features'));
    world.featureStore.groups.clear();
    const error = leftOf(await training(world.ports)());
    expect(error).toMatchObject({
      _tag: 'ContractDiffers',
      stage: 'feature-engineering',
      job: 'another',
      runner: summary.contractVersion,
    });
    expect(renderPipelineError(error)).toContain('start a new run');
    expect(world.featureStore.groups.size).toBe(0);
  });

  it('names the place and the value of what is wrong in a summary', async () => {
    const world = fakeWorld({ summary: { ...summary, clients: 'many' } });
    expect(leftOf(await training(world.ports)())).toMatchObject({
      _tag: 'FileMalformed',
      problems: [{ path: '$.clients', value: 'many' }],
    });
  });

  it('may be more than this version of the runner knows', async () => {
    const world = fakeWorld({ summary: { ...summary, fromTheFuture: true } });
    rightOf(await training(world.ports)());
  });

  it('fails the stage when the metrics are not where they should be', async () => {
    const world = fakeWorld();
    const { objects } = world.ports;
    const blind = {
      ...world.ports,
      objects: {
        ...objects,
        read: (uri: string) => objects.read(uri.replace('output.tar.gz', 'nowhere')),
      },
    };
    expect(leftOf(await training(blind)())).toMatchObject({ _tag: 'FileMissing', stage: 'training' });
  });
});

describe('clients of the store who have no loan in the data', () => {
  const reportUri = 's3://credit-risk/artifacts/runs/r2/stages/register-features/clients-without-loans.json';
  const withAnother = async () => {
    const world = fakeWorld();
    rightOf(await training(world.ports)());
    const [record] = world.featureStore.records.values();
    world.featureStore.records.set('77', record ?? []);
    return world;
  };

  it('invariant 2: are counted in the result and named in a report, though the run succeeds', async () => {
    const world = await withAnother();
    const manifests = rightOf(await runPipeline(trainingPipeline, aRun('r2'))(world.ports)());
    expect(runResult('r2', manifests)).toMatchObject({ clients: 2, clientsWithoutLoans: 1 });
    expect(JSON.parse(world.objects.text(reportUri) ?? '')).toMatchObject({ count: 1, clientIds: ['77'] });
    expect(world.events).toContainEqual(
      expect.objectContaining({ kind: 'clients-without-loans', clients: 1, reportUri }),
    );
  });

  it('fail the stage if the configuration wants it so', async () => {
    const world = await withAnother();
    const run = aRun('r2');
    const { stages } = run.config;
    const registerFeatures = { ...stages.registerFeatures, clientsWithoutLoans: 'fail' as const };
    const strict = { ...run, config: { ...run.config, stages: { ...stages, registerFeatures } } };
    expect(leftOf(await runPipeline(trainingPipeline, strict)(world.ports)())).toMatchObject({
      _tag: 'ClientsLeftOver',
      count: 1,
      reportUri,
    });
    expect(JSON.parse(world.objects.text(reportUri) ?? '')).toMatchObject({ clientIds: ['77'] });
  });

  it('are none where the store has whom the data has, and no report is written', async () => {
    const world = fakeWorld();
    const manifests = rightOf(await training(world.ports)());
    expect(runResult('r1', manifests).clientsWithoutLoans).toBe(0);
    expect([...world.objects.stored.keys()].filter((uri) => uri.includes('without-loans'))).toEqual([]);
  });
});

describe('records that cannot be brought up to date', () => {
  it('invariant 2: are reported in S3, and fail the stage with the place of the report and without an id', async () => {
    const world = fakeWorld();
    rightOf(await training(world.ports)());
    const newer = [...world.featureStore.records].map(
      ([id, record]) =>
        [
          id,
          record.map((feature) =>
            feature.FeatureName === 'event_time'
              ? { ...feature, ValueAsString: '2030-01-01T00:00:00.000Z' }
              : feature,
          ),
        ] as const,
    );
    for (const [id, record] of newer) world.featureStore.records.set(id, record);
    const error = leftOf(await runPipeline(trainingPipeline, aRun('r2'))(world.ports)());
    const reportUri = 's3://credit-risk/artifacts/runs/r2/stages/register-features/stale-records.json';
    expect(error).toMatchObject({ _tag: 'RecordsStale', reportUri, stale: 2, failed: 0, clients: 2 });
    expect(world.objects.text(reportUri)).toContain('"clientId": "2"');
    expect(world.endpoint.names()).toEqual(['credit-risk-local']);
    expect(
      world.objects.stored.has(outputUris({ ...aRun('r2'), attempt: 1 }).manifest('create-endpoint')),
    ).toBe(false);
  });
});
