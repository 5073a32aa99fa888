import { DescribeFeatureGroupCommand } from '@aws-sdk/client-sagemaker';
import { GetRecordCommand, PutRecordCommand } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { errorOf } from '../test-server.fixtures';
import { get, later, newGroup, noon, put, startServer, stopServer, theServer } from './records.fixtures';

beforeAll(startServer);
afterAll(stopServer);

describe('PutRecord', () => {
  it('overwrites the whole record when its event time is newer [D]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: noon, age: '30', amount: '1.5' });
    await put(group, { id: '1', at: later, age: '31' });
    expect(await get(group, '1')).toEqual({ id: '1', at: later, age: '31' });
  });

  it('leaves the online record alone when its event time is older or equal, and still returns 200 [D; equal by its wording]', async () => {
    const group = await newGroup();
    await put(group, { id: '1', at: later, age: '30' });
    await put(group, { id: '1', at: noon, age: '29' });
    await put(group, { id: '1', at: later, age: '28' });
    expect(await get(group, '1')).toEqual({ id: '1', at: later, age: '30' });
  });

  it('takes the ARN of the group for its name', async () => {
    const group = await newGroup();
    const { FeatureGroupArn } = await theServer().sageMaker.send(
      new DescribeFeatureGroupCommand({ FeatureGroupName: group }),
    );
    await put(FeatureGroupArn ?? '', { id: '1', at: noon });
    expect(await get(FeatureGroupArn ?? '', '1')).toEqual({ id: '1', at: noon });
  });

  it.each([
    ['an unknown feature', { id: '1', at: noon, nope: '1' }, 'FeatureName [nope]'],
    ['no record identifier', { at: noon }, 'record identifier [id]'],
    ['no event time', { id: '1' }, 'event time [at]'],
    [
      'an Integral with a fraction',
      { id: '1', at: noon, age: '1.5' },
      'feature [age] is not of type Integral',
    ],
    ['an Integral beyond 64 bits', { id: '1', at: noon, age: '9223372036854775808' }, 'not of type Integral'],
    ['a Fractional that is not a number', { id: '1', at: noon, amount: 'NaN' }, 'not of type Fractional'],
    ['an event time with an offset', { id: '1', at: '2026-01-01T12:00:00+01:00' }, 'event time [at]'],
  ])(
    'refuses a record with %s by a ValidationError that names the feature',
    async (_what, features, message) => {
      const group = await newGroup();
      const error = await errorOf(put(group, features as Record<string, string>));
      expect(error).toMatchObject({ name: 'ValidationError', status: 400 });
      expect(error.message).toContain(message);
    },
  );

  it('to a group that is not there is a ValidationError [W]', async () => {
    expect(await errorOf(put('no-such-group', { id: '1', at: noon }))).toMatchObject({
      name: 'ValidationError',
      message: "Resource Not Found: Amazon SageMaker can't find a FeatureGroup with name no-such-group",
    });
  });

  it('reports broken constraints of the service model in its words', async () => {
    const group = await newGroup();
    const call = theServer().records.send(
      new PutRecordCommand({ FeatureGroupName: group, Record: undefined }),
    );
    expect(await errorOf(call)).toMatchObject({
      name: 'ValidationError',
      message:
        "1 validation error detected: Value null at 'record' failed to satisfy constraint: Member must not be null",
    });
  });
});

describe('GetRecord', () => {
  it('returns nothing for a record that is not there [D]', async () => {
    expect(await get(await newGroup(), '1')).toBeUndefined();
  });

  it('returns the requested features, and refuses unknown ones', async () => {
    const group = await newGroup();
    await put(group, { id: 'a/b c'.length.toString(), at: noon, age: '1' });
    const request = { FeatureGroupName: group, RecordIdentifierValueAsString: '5' };
    const { Record: found } = await theServer().records.send(
      new GetRecordCommand({ ...request, FeatureNames: ['age'] }),
    );
    expect(found).toEqual([{ FeatureName: 'age', ValueAsString: '1' }]);
    const unknown = theServer().records.send(new GetRecordCommand({ ...request, FeatureNames: ['nope'] }));
    expect((await errorOf(unknown)).name).toBe('ValidationError');
  });

  it('from a group that is not there is a ResourceNotFound 404 [D]', async () => {
    expect(await errorOf(get('no-such-group', '1'))).toMatchObject({ name: 'ResourceNotFound', status: 404 });
  });

  it('finds identifiers with blanks, slashes, and longer than a key of the store', async () => {
    const FeatureDefinitions = [
      { FeatureName: 'id', FeatureType: 'String' as const },
      { FeatureName: 'at', FeatureType: 'String' as const },
    ];
    const group = await newGroup({ FeatureDefinitions });
    for (const id of ['a b/1?&=%+é', 'x'.repeat(2048)]) {
      await put(group, { id, at: noon });
      expect(await get(group, id)).toEqual({ id, at: noon });
    }
    expect((await errorOf(put(group, { id: 'x'.repeat(2049), at: noon }))).name).toBe('ValidationError');
  });
});

describe('the log', () => {
  it('has operations and statuses, but no identifier and no value of any record', async () => {
    const group = await newGroup();
    await put(group, { id: '770077', at: noon, amount: '31337.25' });
    await errorOf(put(group, { id: '770077', at: noon, age: 'secret-value' }));
    await get(group, '770077');
    const log = theServer().script.logged.join('\n');
    expect(log).toContain('"operation":"PutRecord","status":200');
    expect(log).not.toMatch(/770077|31337|secret-value/);
  });
});
