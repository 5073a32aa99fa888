// Processing and training jobs that take a minute of the fake clock.
import type { Tag } from '@aws-sdk/client-sagemaker';
import type { JobState } from '@credit-risk/pipelines';
import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import type { AwsError } from '@credit-risk/aws-effects';
import { awsError } from './aws-error';

export interface FakeJob {
  readonly name: string;
  readonly stage: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  status: string;
  stopRequestedAt: number | null;
}

/** How jobs end: the status and reason of each job by its stage, in the order in which they are made. */
export type Endings = (stage: string, nth: number) => { status: string; failureReason?: string };

export interface FakeJobs {
  readonly all: FakeJob[];
  readonly create: (
    stage: string,
    name: string,
    tags: readonly Tag[],
    onSuccess: () => void,
  ) => TE.TaskEither<AwsError, void>;
  readonly describe: (name: string) => TE.TaskEither<AwsError, JobState>;
  readonly stop: (name: string) => TE.TaskEither<AwsError, void>;
}

export const tagRecord = (tags: readonly Tag[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

const duration = 60_000;
const stopping = 5_000;
const active = ['InProgress', 'Stopping'];

export const fakeJobs = (now: () => number, endings: Endings): FakeJobs => {
  const all: FakeJob[] = [];
  const ends = new Map<string, () => void>();
  const reasons = new Map<string, string>();
  const settle = (job: FakeJob): void => {
    if (!active.includes(job.status)) return;
    if (job.stopRequestedAt !== null) {
      job.status = now() - job.stopRequestedAt >= stopping ? 'Stopped' : 'Stopping';
      return;
    }
    if (now() - job.createdAt < duration) return;
    const nth = all.filter(({ stage }) => stage === job.stage).indexOf(job) + 1;
    const { status, failureReason } = endings(job.stage, nth);
    job.status = status;
    if (failureReason !== undefined) reasons.set(job.name, failureReason);
    if (status === 'Completed') ends.get(job.name)?.();
  };
  const find = (name: string): FakeJob | undefined => {
    const job = all.find((candidate) => candidate.name === name);
    if (job !== undefined) settle(job);
    return job;
  };
  return {
    all,
    create: (stage, name, tags, onSuccess) => async () => {
      if (find(name) !== undefined) return awsError('AlreadyExists', 'CreateJob')();
      all.push({
        name,
        stage,
        createdAt: now(),
        tags: tagRecord(tags),
        status: 'InProgress',
        stopRequestedAt: null,
      });
      ends.set(name, onSuccess);
      return E.right(undefined);
    },
    describe: (name) => async () => {
      const job = find(name);
      if (job === undefined) return awsError('NotFound', 'DescribeJob')();
      return E.right({
        arn: `arn:job/${name}`,
        status: job.status,
        failureReason: reasons.get(name) ?? null,
        exitMessage: null,
      });
    },
    stop: (name) => async () => {
      const job = find(name);
      if (job === undefined) return awsError('NotFound', 'StopJob')();
      if (!active.includes(job.status)) return awsError('Conflict', 'StopJob')();
      job.stopRequestedAt = now();
      return E.right(undefined);
    },
  };
};
