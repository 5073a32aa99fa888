import type { AwsError } from '@credit-risk/aws-effects';
import * as TE from 'fp-ts/TaskEither';
import { type Ended, subject } from './program.fixtures';

const lastLine = ({ stdout }: Ended): unknown => JSON.parse(stdout.join('\n').split('\n').at(-1) ?? '');

const lines = ({ stderr }: Ended): readonly Record<string, unknown>[] =>
  stderr.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));

const unanswered = (_tag: AwsError['_tag']): AwsError => ({
  _tag,
  operation: 'PutObject',
  code: 'ECONNREFUSED',
  message: 'connect ECONNREFUSED',
  requestId: null,
  cause: null,
});

describe('credit-risk run training', () => {
  it('ends with 0 and one JSON object on the last line of standard output', async () => {
    const ended = await subject().run('run', 'training', '--config', 'config.json');
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toHaveLength(1);
    expect(lastLine(ended)).toMatchObject({
      runId: 'made-up',
      rows: { in: 4, out: 3, quarantined: 1 },
      endpoint: 'credit-risk-local',
      metrics: { auc: 0.53 },
    });
  });

  it('reports its progress in JSON lines on standard error', async () => {
    const ended = await subject().run('run', 'training', '--config', 'config.json');
    const completed = lines(ended).filter(({ event }) => event === 'completed');
    expect(completed.map(({ stage }) => stage).sort()).toEqual([
      'create-endpoint',
      'create-model',
      'feature-engineering',
      'get-config',
      'register-features',
      'training',
    ]);
  });

  it('resumes the run that --run-id names', async () => {
    const { run, cloud } = subject();
    const args = ['run', 'training', '--config', 'config.json', '--run-id', 'mine'];
    const first = await run(...args);
    const second = await run(...args);
    expect(second.exitCode).toBe(0);
    expect(lastLine(second)).toEqual(lastLine(first));
    expect(cloud.jobs.all).toHaveLength(2);
  });

  it('reads its configuration from S3 too', async () => {
    const { run, cloud, files } = subject();
    cloud.objects.stored.set('s3://b/c.json', Buffer.from(files.get('config.json') ?? ''));
    expect((await run('run', 'training', '--config', 's3://b/c.json')).exitCode).toBe(0);
    const missing = await run('run', 'training', '--config', 's3://b/nothing.json');
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toContain('there is no such object');
  });
});

describe('exit code 2: bad arguments or configuration', () => {
  it.each([
    [[], 'Usage: credit-risk'],
    [['run'], 'Usage: credit-risk run'],
    [['trainin'], "unknown command 'trainin'"],
    [['run', 'training'], "required option '--config <source>' not specified"],
    [['run', 'training', '--config', 'config.json', '--confg', 'x'], "unknown option '--confg'"],
    [['run', 'training', '--config', 'nowhere.json'], 'nowhere.json cannot be read: no such file'],
    [['run', 'training', '--config', 'config.json', '--run-id', 'My Run'], '--run-id is'],
    [['run', 'training', '--config', 'config.json', '--environment', 'prod'], 'Environment'],
    [['graph', '--format', 'dot'], 'Allowed choices are json, mermaid'],
    [['wait', 'trainin', '--run-id', 'r1', '--artifacts', 's3://b'], 'expected one of get-config, '],
    [['wait', 'training', '--artifacts', 's3://b'], "required option '--run-id <id>' not specified"],
    [['wait', 'training', '--run-id', 'r1'], 'either --artifacts or --config'],
    [['wait', 'training', '--run-id', 'r1', '--artifacts', 's3://b/'], '--artifacts is'],
    [['wait', 'training', '--run-id', 'r1', '--artifacts', 's3://b'], 'run r1 does not exist'],
    [['submit', 'get-config', '--run-id', 'r1'], 'submit get-config needs --config'],
  ])('for %j', async (args, message) => {
    const ended = await subject().run(...args);
    expect(ended.exitCode).toBe(2);
    expect(ended.stdout).toEqual([]);
    expect(ended.stderr.replaceAll('\\"', '"')).toContain(message);
  });

  it('names every place of a configuration that is wrong, and the likely word', async () => {
    const { run, files } = subject();
    const config: Record<string, unknown> = JSON.parse(files.get('config.json') ?? '');
    files.set('bad.json', JSON.stringify({ ...config, project: 'No!', tag: {} }));
    const ended = await run('validate', '--config', 'bad.json');
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('$.project');
    expect(ended.stderr).toContain("did you mean 'tags'");
  });

  it('for a run id that another configuration has', async () => {
    const { run, files } = subject();
    await run('run', 'training', '--config', 'config.json', '--run-id', 'mine');
    const config: Record<string, unknown> = JSON.parse(files.get('config.json') ?? '');
    files.set('other.json', JSON.stringify({ ...config, tags: { team: 'risk' } }));
    const ended = await run('run', 'training', '--config', 'other.json', '--run-id', 'mine');
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('started with another configuration');
  });
});

describe('other exit codes', () => {
  const training = ['run', 'training', '--config', 'config.json'] as const;

  it('3 for a job that failed for good, with its reason', async () => {
    const failureReason = 'AlgorithmError: , exit code: 1';
    const ended = await subject({ endings: () => ({ status: 'Failed', failureReason }) }).run(...training);
    expect(ended.exitCode).toBe(3);
    expect(ended.stdout).toEqual([]);
    expect(lines(ended).at(-1)).toMatchObject({
      error: 'JobFailed',
      severity: 'permanent',
      exitCode: 3,
      msg: expect.stringContaining(failureReason),
    });
  });

  it('4 for a fault of the service', async () => {
    const failureReason = 'InternalServerError: try again';
    const ended = await subject({ endings: () => ({ status: 'Failed', failureReason }) }).run(...training);
    expect(ended.exitCode).toBe(4);
  });

  it('4 for an AWS that does not answer, with the address that was tried', async () => {
    const { run } = subject({}, (world) => ({
      ...world,
      ports: {
        ...world.ports,
        objects: { ...world.ports.objects, read: () => TE.left(unanswered('Unavailable')) },
      },
    }));
    const ended = await run(...training);
    expect(ended.exitCode).toBe(4);
    expect(ended.stderr).toContain('S3 is looked for at http://s3.example:4566 (AWS_ENDPOINT_URL_S3');
  });

  it('4 for a run that another runner works on, which is named', async () => {
    const { run } = subject();
    const both = await Promise.all([run(...training), run(...training)]);
    expect(both.map(({ exitCode }) => exitCode).sort()).toEqual([0, 4]);
    const refused = both.find(({ exitCode }) => exitCode === 4);
    expect(refused?.stderr).toMatch(
      /another runner works on feature-engineering of run made-up: process \d+ on here/,
    );
  });

  it('0 for a run that another runner works on, with --when-busy wait', async () => {
    const { run } = subject();
    const command = ['run', 'training', '--config', 'config.json', '--when-busy', 'wait'];
    const both = await Promise.all([run(...command), run(...command)]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  });

  it('130 for an interruption', async () => {
    const { run, cloud } = subject();
    cloud.interruption.abort();
    expect((await run(...training)).exitCode).toBe(130);
  });
});

describe('one stage at a time', () => {
  const stages = [
    'get-config',
    'feature-engineering',
    'register-features',
    'training',
    'create-model',
    'create-endpoint',
  ];

  it('is submitted, looked at and waited for by id and place of the run alone', async () => {
    const { run } = subject();
    const where = ['--run-id', 'r1', '--artifacts', 's3://credit-risk/artifacts'];
    for (const stage of stages) {
      const config = stage === 'get-config' ? ['--config', 'config.json'] : [];
      expect((await run('submit', stage, '--run-id', 'r1', ...config, ...where)).exitCode).toBe(0);
      expect((await run('status', stage, ...where)).exitCode).toBe(0);
      const waited = await run('wait', stage, ...where);
      expect(lastLine(waited)).toMatchObject({ stage, status: 'Completed', manifestVersion: 1 });
    }
  });

  it('is stopped', async () => {
    const { run } = subject();
    const where = ['--run-id', 'r1', '--config', 'config.json'];
    await run('submit', 'get-config', ...where);
    await run('wait', 'get-config', ...where);
    await run('submit', 'feature-engineering', ...where);
    const stopped = await run('stop', 'feature-engineering', ...where);
    expect(lastLine(stopped)).toMatchObject({ status: 'Stopping', remote: 'the job was asked to stop' });
    expect((await run('wait', 'feature-engineering', ...where)).exitCode).toBe(3);
  });

  it('cannot be waited for before it is submitted', async () => {
    const { run } = subject();
    const where = ['--run-id', 'r1', '--config', 'config.json'];
    await run('submit', 'get-config', ...where);
    const ended = await run('wait', 'get-config', '--run-id', 'r1', '--config', 'config.json');
    expect(ended.exitCode).toBe(0);
    expect((await run('wait', 'feature-engineering', ...where)).exitCode).toBe(3);
  });
});

describe('reading commands', () => {
  it('print the graph as JSON and as Mermaid', async () => {
    const { run } = subject();
    expect(lastLine(await run('graph'))).toMatchObject({ pipeline: 'training' });
    const mermaid = await run('graph', '--format', 'mermaid');
    expect(mermaid.stdout.join('\n')).toContain('feature-engineering --> training');
  });

  it('say that a configuration is valid', async () => {
    const ended = await subject().run('validate', '--config', 'config.json');
    expect(ended.exitCode).toBe(0);
    expect(lastLine(ended)).toMatchObject({ valid: true, project: 'credit-risk', environment: 'local' });
  });

  it('take the as-of day from the command line, and hold it to the rules of the configuration', async () => {
    const { run } = subject();
    const as = (day: string) => run('validate', '--config', 'config.json', '--as-of', day);
    const digestOf = async (day: string) => Reflect.get(Object(lastLine(await as(day))), 'digest');
    expect(await digestOf('2020-12-31')).not.toBe(await digestOf('loan_date'));
    const wrong = await as('2020-02-30');
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain('--as-of 2020-02-30');
    expect(wrong.stderr).toContain('$.dataset.asOf');
  });

  it.each([['--help'], ['run', 'training', '--help'], ['wait', '--help'], ['graph', '--help']])(
    'document the exit codes: %s %s',
    async (...args) => {
      const ended = await subject().run(...args);
      expect(ended.exitCode).toBe(0);
      expect(ended.stderr).toBe('');
      for (const code of ['0 ', '2 ', '3 ', '4 ', '130 ']) {
        expect(ended.stdout.join('\n')).toMatch(new RegExp(`^  ${code}`, 'm'));
      }
    },
  );
});
