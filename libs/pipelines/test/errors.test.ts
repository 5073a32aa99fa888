import type { AwsError } from '@credit-risk/aws-effects';
import { type PipelineError, renderPipelineError, type Severity, severityOf } from '../src';

const aws = (_tag: AwsError['_tag']): AwsError => ({
  _tag,
  operation: 'CreateModel',
  code: 'Code',
  message: 'message',
  requestId: null,
  cause: null,
});

const called = (_tag: AwsError['_tag']): PipelineError => ({
  _tag: 'CallFailed',
  doing: 'work',
  cause: aws(_tag),
});
const failedFor = (failureReason: string | null, status = 'Failed'): PipelineError => ({
  _tag: 'JobFailed',
  stage: 'training',
  name: 'job-1',
  status,
  failureReason,
  exitMessage: null,
});
const group = (cause: Extract<PipelineError, { _tag: 'GroupUnusable' }>['cause']): PipelineError => ({
  _tag: 'GroupUnusable',
  name: 'loans',
  cause,
});
const registration = (
  cause: Extract<PipelineError, { _tag: 'RegistrationFailed' }>['cause'],
): PipelineError => ({ _tag: 'RegistrationFailed', name: 'loans', cause });

const [runId, stage, uri] = ['r1', 'training' as const, 's3://b/x'];
const waiting = { waitingFor: 'loans', waited: 1000 };

const cases: readonly (readonly [PipelineError, Severity, string])[] = [
  [called('Throttled'), 'retryable', 'Run the same command again'],
  [called('Unavailable'), 'retryable', 'Check the network'],
  [called('Conflict'), 'retryable', 'Run the same command again'],
  [called('NotFound'), 'permanent', 'Check the name'],
  [called('AlreadyExists'), 'permanent', 'choose another name'],
  [called('Rejected'), 'permanent', 'Check AWS_REGION, credentials'],
  [called('Cancelled'), 'interrupted', 'Run the same command again'],
  [
    {
      _tag: 'ConfigUnusable',
      source: 'config.json',
      cause: { _tag: 'ConfigVersionUnsupported', version: 2, newestSupported: 1 },
    },
    'configuration',
    'credit-risk validate',
  ],
  [{ _tag: 'ConfigDiffers', runId, uri, recorded: 'a', asked: 'b' }, 'configuration', 'another --run-id'],
  [{ _tag: 'RunUnknown', runId, uri }, 'configuration', 'Check --run-id'],
  [{ _tag: 'DatasetMissing', uri, found: 'nothing' }, 'permanent', 'Upload the loans'],
  [{ _tag: 'DatasetAmbiguous', uri, others: [`${uri}.bak`] }, 'permanent', 'Move those others elsewhere'],
  [
    { _tag: 'NeedsMissing', runId, stage, missing: ['feature-engineering'] },
    'permanent',
    'credit-risk wait feature-engineering',
  ],
  [{ _tag: 'NotSubmitted', runId, stage }, 'permanent', 'credit-risk submit training'],
  [
    { _tag: 'RequestDiffers', stage, name: 'job-1', recorded: null, asked: 'b' },
    'permanent',
    'start a new run',
  ],
  [
    {
      _tag: 'StageBusy',
      runId,
      stage,
      host: 'worker-1',
      processId: 4711,
      renewedAt: '2026-11-24T10:16:02.000Z',
    },
    'retryable',
    'Wait for it, or stop that runner',
  ],
  [failedFor('AlgorithmError: , exit code: 1'), 'permanent', 'logs/training-jobs/job-1/'],
  [failedFor('InternalServerError: try again'), 'retryable', 'opens the next attempt'],
  [failedFor('CapacityError: none left'), 'retryable', 'opens the next attempt'],
  [failedFor('ResourceLimitExceeded: the account has 2 of 2'), 'permanent', 'logs/training-jobs/job-1/'],
  [failedFor('MaxRuntimeExceeded', 'Stopped'), 'permanent', '/aws/sagemaker/TrainingJobs'],
  [
    {
      _tag: 'EndpointNotDeployed',
      endpoint: 'e',
      status: 'InService',
      asked: 'b',
      live: 'a',
      failureReason: null,
    },
    'permanent',
    'still serves',
  ],
  [
    { _tag: 'EndpointUnusable', endpoint: 'e', status: 'Failed', failureReason: 'x' },
    'permanent',
    'delete-endpoint --endpoint-name e',
  ],
  [{ _tag: 'EndpointBusy', endpoint: 'e', status: 'Updating', pending: null }, 'retryable', 'InService'],
  [group(aws('Unavailable')), 'retryable', 'Run the same command again'],
  [
    group({ _tag: 'GroupDiffers', name: 'loans', differences: ['age is String'] }),
    'permanent',
    'delete-feature-group',
  ],
  [
    group({ _tag: 'GroupFailed', name: 'loans', status: 'CreateFailed', reason: 'x' }),
    'permanent',
    'delete-feature-group',
  ],
  [group({ _tag: 'GaveUp', ...waiting, last: null }), 'retryable', 'Run the same command again'],
  [group({ _tag: 'WaitCancelled', ...waiting }), 'interrupted', ''],
  [
    group({ _tag: 'ObservationFailed', ...waiting, cause: aws('Throttled') }),
    'retryable',
    'Run the same command again',
  ],
  [registration(aws('Throttled')), 'retryable', 'stay registered'],
  [registration({ _tag: 'UnsortedRow', file: 'a', row: 1 }), 'permanent', 'stay registered'],
  [
    registration({ _tag: 'UnreadableSource', file: 'a', cause: aws('Unavailable') }),
    'retryable',
    'Run the same command',
  ],
  [
    registration({ _tag: 'UnreadableSource', file: 'a', cause: new Error('no Parquet') }),
    'permanent',
    'Run the same command',
  ],
  [
    { _tag: 'RecordsStale', name: 'loans', reportUri: uri, failed: 1, stale: 2, clients: 9 },
    'permanent',
    'Read the report',
  ],
  [
    { _tag: 'ClientsLeftOver', name: 'loans', reportUri: uri, count: 3 },
    'permanent',
    'Erase the clients of the report',
  ],
  [
    { _tag: 'RowsDoNotAddUp', uri, rowsIn: 3, rowsOut: 1, rowsQuarantined: 1 },
    'permanent',
    'nothing was registered',
  ],
  [{ _tag: 'ContractDiffers', stage, job: 'a', runner: 'b' }, 'permanent', 'same version'],
  [{ _tag: 'FileMissing', stage, uri }, 'permanent', 'same version'],
  [
    { _tag: 'FileMalformed', uri, problems: [{ path: '$.a', value: 1, expectation: 'a text' }] },
    'permanent',
    'same version',
  ],
  [
    { _tag: 'WaitGaveUp', runId, stage, name: 'job-1', seconds: 60, lastStatus: 'InProgress' },
    'retryable',
    'credit-risk wait training',
  ],
  [{ _tag: 'Vanished', stage, name: 'job-1' }, 'permanent', 'submits it again'],
  [{ _tag: 'Interrupted', stages: [{ stage, remote: 'asked to stop' }] }, 'interrupted', 'same --run-id'],
];

describe('an error', () => {
  it.each(cases)('says what to do and whether it helps to try again: %j', (error, severity, remedy) => {
    expect(severityOf(error)).toBe(severity);
    expect(renderPipelineError(error)).toContain(remedy);
  });

  it('of a job carries the words of the service and of the job', () => {
    const text = renderPipelineError({
      _tag: 'JobFailed',
      stage: 'feature-engineering',
      name: 'job-1',
      status: 'Failed',
      failureReason: 'AlgorithmError: , exit code: 1',
      exitMessage: 'loans.csv lacks the column loan_amount',
    });
    expect(text).toContain('AlgorithmError: , exit code: 1');
    expect(text).toContain('loans.csv lacks the column loan_amount');
  });

  it('of records that are stale names the report and the counts, and no client', () => {
    const error: PipelineError = {
      _tag: 'RecordsStale',
      name: 'loans',
      reportUri: 's3://b/stale-records.json',
      failed: 1,
      stale: 2,
      clients: 9,
    };
    expect(renderPipelineError(error)).toMatch(/^3 of 9 clients .* s3:\/\/b\/stale-records\.json\. /);
  });
});
