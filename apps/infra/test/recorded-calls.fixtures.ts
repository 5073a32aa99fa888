// Which calls a program made on a local cloud, as actions of IAM on resources.
import { CloudTrailClient, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';

export interface Call {
  readonly action: string;
  /** The ARN, where the record has it: it does for S3. */
  readonly resource: string | null;
}

type Environment = Readonly<Record<string, string>>;

// What S3 calls differently in policies.
const s3Actions: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  ListObjects: 'ListBucket',
  HeadBucket: 'ListBucket',
};

const ofCloudTrail = async (environment: Environment, accessKeyId: string): Promise<readonly Call[]> => {
  const trail = new CloudTrailClient({
    region: environment['AWS_REGION'] ?? '',
    endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
    credentials: { accessKeyId: 'auditor', secretAccessKey: 'auditor' },
  });
  const calls: Call[] = [];
  const byKey = { LookupAttributes: [{ AttributeKey: 'AccessKeyId' as const, AttributeValue: accessKeyId }] };
  for await (const { Events = [] } of paginateLookupEvents({ client: trail }, byKey))
    for (const { EventName = '', EventSource = '', Resources = [] } of Events) {
      const service = EventSource.replace(/\.amazonaws\.com$/, '');
      const isS3 = service === 's3';
      const [bucket, object] = Resources.map(({ ResourceName }) => ResourceName);
      calls.push({
        action: `${service}:${isS3 ? (s3Actions[EventName] ?? EventName) : EventName}`,
        resource: isS3 ? `arn:aws:s3:::${[bucket, object].filter(Boolean).join('/')}` : null,
      });
    }
  trail.destroy();
  return calls;
};

const ofSageMaker = async (environment: Environment, accessKeyId: string): Promise<readonly Call[]> => {
  const answer = await fetch(`${environment['AWS_ENDPOINT_URL_SAGEMAKER']}/_local/calls`);
  const { calls }: { calls: readonly { operation: string; accessKeyId: string }[] } = Object(
    await answer.json(),
  );
  return calls
    .filter((call) => call.accessKeyId === accessKeyId)
    .map(({ operation }) => ({ action: `sagemaker:${operation}`, resource: null }));
};

/** All calls that were signed with a key. */
export const recordedCalls = async (
  environment: Environment,
  accessKeyId: string,
): Promise<readonly Call[]> => [
  ...(await ofCloudTrail(environment, accessKeyId)),
  ...(await ofSageMaker(environment, accessKeyId)),
];
