// The policies of the templates, held against the calls that programs make on a local cloud.
import { runPipeline, trainingPipeline } from '@credit-risk/pipelines';
import { aRun, configOf, rightOf, startTestCloud, type TestCloud } from '@credit-risk/pipeline-worlds';
import { rmSync } from 'node:fs';
import { executionRoles } from '../src/roles/execution-roles';
import type { Permission } from '../src/roles/permission';
import { runnerPermissions } from '../src/roles/runner';
import { configurations } from './configurations.fixtures';
import { needless, refused, statementsOf } from './policies.fixtures';
import { type Call, recordedCalls } from './recorded-calls.fixtures';
import { newFolder, templatesOf } from './templates.fixtures';

const runner = 'the-runner';
const aKey = 'arn:aws:kms:eu-west-1:000000000000:key/0f0e0d0c-0b0a-4908-8706-050403020100';

describe('the role of the runner', () => {
  const folder = newFolder();
  const statements = statementsOf(templatesOf(configOf(), folder).data, /^Runs the training pipeline/);
  let cloud: TestCloud | undefined;
  let calls: readonly Call[] = [];

  beforeAll(async () => {
    cloud = await startTestCloud({
      accessKeyId: runner,
      ministackEnvironment: { CLOUDTRAIL_RECORDING: '1' },
    });
    rightOf(await runPipeline(trainingPipeline, aRun('first'))(cloud.ports())());
    calls = await recordedCalls(cloud.environment, runner);
  }, 120_000);
  afterAll(async () => {
    await cloud?.stop();
    rmSync(folder, { recursive: true });
  });

  it('allows every call of a run', () => {
    const actions = new Set(calls.map(({ action }) => action));
    expect(actions).toContain('s3:PutObject');
    expect(actions).toContain('sagemaker:CreateTrainingJob');
    expect(refused(statements, calls)).toEqual([]);
  });

  it('allows nothing else without a written reason', () => {
    expect(needless(statements, runnerPermissions(configOf(), aKey), calls)).toEqual([]);
  });

  it('would not allow other buckets, other objects, and other actions', () => {
    const others = [
      { action: 's3:GetObject', resource: 'arn:aws:s3:::credit-risk-other/artifacts/runs/a' },
      { action: 's3:PutObject', resource: 'arn:aws:s3:::credit-risk/raw/loans.csv' },
      { action: 's3:DeleteObject', resource: 'arn:aws:s3:::credit-risk/artifacts/runs/a' },
      { action: 'sagemaker:DeleteEndpoint', resource: null },
    ];
    expect(refused(statements, others)).toEqual(others);
  });
});

describe.each(Object.entries(configurations))('the permissions of %s', (_name, config) => {
  const all: readonly Permission[] = [
    ...runnerPermissions(config, aKey),
    ...executionRoles(config, aKey).flatMap(({ permissions }) => permissions),
  ];

  it('name actions one by one', () => {
    for (const { actions } of all) for (const action of actions) expect(action).toMatch(/^\w+:\w+$/);
  });

  it('leave every execution role without calls in the record: only the documentation lists the calls of SageMaker', () => {
    for (const { permissions } of executionRoles(config, aKey))
      for (const { unseen } of permissions) expect(unseen).toBeDefined();
  });
});
