// A service that takes calls and never responds to them, on a local cloud.
import { systemClock } from '@credit-risk/aws-effects';
import { type Ports, sageMakerService, submitStage, waitForStage } from '@credit-risk/pipelines';
import { aRun, completeBefore, leftOf, rightOf, stage } from '../src/fake-world/run';
import { hurried } from '../src/local-cloud/hurried';
import { startTestCloud, type TestCloud } from '../src/local-cloud/test-cloud';

const minute = 60_000;
const anHour = 60 * minute;
let cloud: TestCloud | undefined;

const theCloud = (): TestCloud => {
  if (cloud === undefined) throw new Error('the cloud is not up');
  return cloud;
};

beforeAll(async () => {
  cloud = await startTestCloud();
}, minute);

afterAll(async () => {
  await cloud?.stop();
}, minute);

/** A run whose first job never ends. */
const submitted = async (id: string) => {
  const { config, runId } = aRun(id);
  const image = { repository: 'credit-risk/other', tag: 'slow' };
  const featureEngineering = { ...config.stages.featureEngineering, image };
  const run = { config: { ...config, stages: { ...config.stages, featureEngineering } }, runId };
  await theCloud().faults();
  await completeBefore('feature-engineering', run, theCloud().ports());
  rightOf(await submitStage(stage('feature-engineering'), run)(theCloud().ports())());
  return run;
};

const neverResponds = { operation: 'Describe*', delayMilliseconds: 600_000 };

describe('a service that falls silent while a job is waited for', () => {
  it(
    'counts as unavailable after some minutes: the wait ends, and may be started again',
    async () => {
      const run = await submitted('silent');
      const ports: Ports = {
        ...theCloud().ports(),
        sagemaker: sageMakerService(theCloud().sagemaker, { giveUpAfter: minute / 100 }),
        clock: hurried,
        progress: (event) => () =>
          event.kind === 'observed' ? void theCloud().faults(neverResponds) : undefined,
      };
      const error = leftOf(await waitForStage(stage('feature-engineering'), run)(ports)());
      expect(error).toMatchObject({
        _tag: 'CallFailed',
        cause: { _tag: 'Unavailable', operation: 'DescribeProcessingJob' },
      });
    },
    minute,
  );

  it(
    'does not keep an interruption from stopping the job',
    async () => {
      const run = await submitted('interrupted');
      const interruption = new AbortController();
      const { signal } = interruption;
      const ports: Ports = {
        ...theCloud().ports(signal),
        sagemaker: sageMakerService(theCloud().sagemaker, { signal, giveUpAfter: anHour }),
        progress: (event) => () =>
          event.kind === 'observed'
            ? void theCloud()
                .faults(neverResponds)
                .then(() => systemClock.sleep(1000)())
                .then(() => interruption.abort())
            : undefined,
      };
      expect(leftOf(await waitForStage(stage('feature-engineering'), run)(ports)())).toMatchObject({
        _tag: 'Interrupted',
        stages: [{ remote: 'the job was asked to stop' }],
      });
    },
    minute,
  );
});
