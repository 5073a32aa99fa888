import { ListModelsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetRecordCommand } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { errorOf, startTestServer } from './test-server.fixtures';
import { callsPath } from '../src/calls/call-record';

describe('the record of calls', () => {
  it('counts operations by the key that signed them, and keeps no value of a call', async () => {
    const { server, sageMaker, records, destroy } = await startTestServer();
    const other = new SageMakerClient({
      endpoint: server.endpointUrl,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'other', secretAccessKey: 'other' },
    });
    await sageMaker.send(new ListModelsCommand({}));
    await sageMaker.send(new ListModelsCommand({}));
    await other.send(new ListModelsCommand({}));
    const unknown = new GetRecordCommand({
      FeatureGroupName: 'loans',
      RecordIdentifierValueAsString: '5008804',
    });
    await errorOf(records.send(unknown));
    const url = `${server.endpointUrl}${callsPath}`;
    const recorded = await (await fetch(url)).text();
    expect(JSON.parse(recorded).calls).toEqual([
      { operation: 'ListModels', accessKeyId: 'local', count: 2 },
      { operation: 'ListModels', accessKeyId: 'other', count: 1 },
      { operation: 'GetRecord', accessKeyId: 'local', count: 1 },
    ]);
    expect(recorded).not.toContain('5008804');
    await fetch(url, { method: 'DELETE' });
    expect(await (await fetch(url)).json()).toEqual({ calls: [] });
    other.destroy();
    await destroy();
  });
});
