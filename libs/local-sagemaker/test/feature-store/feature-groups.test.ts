import {
  CreateFeatureGroupCommand,
  DeleteFeatureGroupCommand,
  DescribeFeatureGroupCommand,
  ListFeatureGroupsCommand,
  UpdateFeatureGroupCommand,
  type CreateFeatureGroupCommandInput,
} from '@aws-sdk/client-sagemaker';
import { PutRecordCommand } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { manualClock } from '../manual-clock.fixtures';
import { errorOf, startTestServer, type TestServer } from '../test-server.fixtures';

const clock = manualClock();
const TRANSITION = 1_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock, minimumTransitionMilliseconds: TRANSITION });
});
afterAll(() => server.destroy());

const definition = (FeatureGroupName: string): CreateFeatureGroupCommandInput => ({
  FeatureGroupName,
  RecordIdentifierFeatureName: 'id',
  EventTimeFeatureName: 'at',
  FeatureDefinitions: [
    { FeatureName: 'id', FeatureType: 'Integral' },
    { FeatureName: 'at', FeatureType: 'String' },
  ],
  OnlineStoreConfig: { EnableOnlineStore: true, StorageType: 'Standard_V2' },
});
const create = (input: CreateFeatureGroupCommandInput) =>
  server.sageMaker.send(new CreateFeatureGroupCommand(input));
const describeOne = (FeatureGroupName: string) =>
  server.sageMaker.send(new DescribeFeatureGroupCommand({ FeatureGroupName }));
const remove = (FeatureGroupName: string) =>
  server.sageMaker.send(new DeleteFeatureGroupCommand({ FeatureGroupName }));

describe('a feature group', () => {
  it('is Creating for a while, takes no record meanwhile, then is Created', async () => {
    const { FeatureGroupArn } = await create({ ...definition('Loans_1'), Description: 'of clients' });
    expect(FeatureGroupArn).toBe('arn:aws:sagemaker:eu-west-1:123456789012:feature-group/loans_1');
    expect((await describeOne('Loans_1')).FeatureGroupStatus).toBe('Creating');
    const early = new PutRecordCommand({
      FeatureGroupName: 'Loans_1',
      Record: [
        { FeatureName: 'id', ValueAsString: '1' },
        { FeatureName: 'at', ValueAsString: '2026-01-01T00:00:00Z' },
      ],
    });
    expect((await errorOf(server.records.send(early))).message).toContain('Creating');
    clock.advance(TRANSITION);
    expect(await describeOne('Loans_1')).toMatchObject({
      FeatureGroupStatus: 'Created',
      OnlineStoreConfig: { EnableOnlineStore: true, StorageType: 'Standard_V2' },
      Description: 'of clients',
      ThroughputConfig: { ThroughputMode: 'OnDemand' },
    });
    await server.records.send(early);
  });

  it('is described by its ARN too', async () => {
    const { FeatureGroupArn } = await create(definition('by-arn'));
    expect((await describeOne(FeatureGroupArn ?? '')).FeatureGroupName).toBe('by-arn');
  });

  it('is Deleting for a while, then a ResourceNotFound, and its name is free again [D, W]', async () => {
    await create(definition('deleted'));
    expect((await errorOf(remove('deleted'))).name).toBe('ValidationException');
    clock.advance(TRANSITION);
    await remove('deleted');
    expect((await describeOne('deleted')).FeatureGroupStatus).toBe('Deleting');
    expect((await errorOf(create(definition('deleted')))).name).toBe('ResourceInUse');
    clock.advance(TRANSITION);
    expect(await errorOf(describeOne('deleted'))).toMatchObject({
      name: 'ResourceNotFound',
      status: 400,
      message: "Resource Not Found: Amazon SageMaker can't find a FeatureGroup with name deleted",
    });
    await create(definition('deleted'));
  });

  it('gets more features by an update, which is in progress for a while', async () => {
    await create(definition('grown'));
    const grow = (FeatureName: string) =>
      server.sageMaker.send(
        new UpdateFeatureGroupCommand({
          FeatureGroupName: 'grown',
          FeatureAdditions: [{ FeatureName, FeatureType: 'Fractional' }],
        }),
      );
    expect((await errorOf(grow('amount'))).name).toBe('ValidationException');
    clock.advance(TRANSITION);
    await grow('amount');
    expect((await describeOne('grown')).LastUpdateStatus?.Status).toBe('InProgress');
    clock.advance(TRANSITION);
    const { LastUpdateStatus, FeatureDefinitions } = await describeOne('grown');
    expect(LastUpdateStatus?.Status).toBe('Successful');
    expect(FeatureDefinitions?.map(({ FeatureName }) => FeatureName)).toEqual(['id', 'at', 'amount']);
    expect((await errorOf(grow('amount'))).message).toContain('[amount] is defined twice');
  });

  it.each<[string, Partial<CreateFeatureGroupCommandInput>, string]>([
    [
      'a reserved feature name',
      { FeatureDefinitions: [{ FeatureName: 'is_deleted', FeatureType: 'String' }] },
      'is reserved',
    ],
    [
      'an identifier that is not a feature',
      { RecordIdentifierFeatureName: 'nope' },
      'RecordIdentifierFeatureName [nope]',
    ],
    ['an event time that is not a feature', { EventTimeFeatureName: 'nope' }, 'EventTimeFeatureName [nope]'],
    ['an event time of type Integral', { EventTimeFeatureName: 'id' }, 'expected String or Fractional'],
    ['no store at all', { OnlineStoreConfig: {} }, 'needs an online store'],
    [
      'an offline store but no role',
      { OfflineStoreConfig: { S3StorageConfig: { S3Uri: 's3://b/p' } } },
      'RoleArn is required',
    ],
    [
      'a feature group name that the model forbids',
      { FeatureGroupName: 'no blanks' },
      "at 'featureGroupName'",
    ],
  ])('with %s is refused by a ValidationException', async (_what, change, message) => {
    const error = await errorOf(create({ ...definition('bad'), ...change }));
    expect(error.name).toBe('ValidationException');
    expect(error.message).toContain(message);
  });

  it('of a name that is taken is a ResourceInUse [W]', async () => {
    await create(definition('taken'));
    expect(await errorOf(create(definition('taken')))).toMatchObject({
      name: 'ResourceInUse',
      message: expect.stringContaining(
        'Resource Already Exists: FeatureGroup with name taken already exists.',
      ),
    });
    expect((await errorOf(create(definition('TAKEN')))).name).toBe('ResourceInUse');
  });

  it('is listed by status, part of its name, and page by page', async () => {
    clock.advance(TRANSITION);
    const list = (input: object) => server.sageMaker.send(new ListFeatureGroupsCommand(input));
    const first = await list({
      FeatureGroupStatusEquals: 'Created',
      SortBy: 'Name',
      SortOrder: 'Ascending',
      MaxResults: 1,
    });
    expect(first.FeatureGroupSummaries?.map(({ FeatureGroupName }) => FeatureGroupName)).toEqual(['Loans_1']);
    expect(first.NextToken).toBeDefined();
    expect((await list({ NameContains: 'grow' })).FeatureGroupSummaries).toHaveLength(1);
    expect((await errorOf(list({ NextToken: 'made-up' }))).name).toBe('ValidationException');
  });
});
