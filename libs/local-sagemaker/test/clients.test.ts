import { ListModelsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  GetRecordCommand,
  SageMakerFeatureStoreRuntimeClient,
} from '@aws-sdk/client-sagemaker-featurestore-runtime';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorOf, startTestServer, type TestServer } from './test-server.fixtures';

jest.setTimeout(30_000);

const python = join(__dirname, '..', '..', '..', '.venv', 'bin', 'python');
const variables = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
const saved = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  for (const name of variables) delete process.env[name];
  Object.assign(process.env, server.server.environment);
});
afterAll(async () => {
  for (const name of Object.keys(server.server.environment)) delete process.env[name];
  Object.assign(process.env, saved);
  await server.destroy();
});

const smoke = `
import boto3, json
from botocore.exceptions import ClientError
sagemaker = boto3.client('sagemaker')
arn = sagemaker.create_model(ModelName='From-Python', PrimaryContainer={'Image': 'i'})['ModelArn']
names = [model['ModelName'] for model in sagemaker.list_models()['Models']]
def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return [error.response['Error']['Code'], error.response['ResponseMetadata']['HTTPStatusCode']]
    return None
sagemaker.create_feature_group(
    FeatureGroupName='python', RecordIdentifierFeatureName='id', EventTimeFeatureName='at',
    FeatureDefinitions=[{'FeatureName': 'id', 'FeatureType': 'Integral'}, {'FeatureName': 'at', 'FeatureType': 'String'}],
    OnlineStoreConfig={'EnableOnlineStore': True})
records = boto3.client('sagemaker-featurestore-runtime')
record = [{'FeatureName': 'id', 'ValueAsString': '1'}, {'FeatureName': 'at', 'ValueAsString': '2026-01-01T00:00:00Z'}]
records.put_record(FeatureGroupName='python', Record=record)
print(json.dumps({
    'arn': arn, 'names': names,
    'found': records.get_record(FeatureGroupName='python', RecordIdentifierValueAsString='1')['Record'] == record,
    'missing': code(sagemaker.describe_endpoint, EndpointName='none'),
    'group': code(records.get_record, FeatureGroupName='none', RecordIdentifierValueAsString='1'),
    'invoke': code(boto3.client('sagemaker-runtime').invoke_endpoint, EndpointName='none', Body=b'x'),
}))
`;

describe('clients with nothing but the environment', () => {
  it('of the SDK for JavaScript find all three services', async () => {
    await new SageMakerClient({}).send(new ListModelsCommand({}));
    const records = new SageMakerFeatureStoreRuntimeClient({});
    const get = new GetRecordCommand({ FeatureGroupName: 'none', RecordIdentifierValueAsString: '1' });
    expect((await errorOf(records.send(get))).name).toBe('ResourceNotFound');
    const invoke = new InvokeEndpointCommand({ EndpointName: 'none', Body: 'x' });
    expect((await errorOf(new SageMakerRuntimeClient({}).send(invoke))).name).toBe('ValidationError');
  });

  it('of boto3 do too, and see the same codes', async () => {
    expect(existsSync(python)).toBe(true);
    const { stdout } = await promisify(execFile)(python, ['-c', smoke], { env: { ...process.env } });
    expect(JSON.parse(stdout)).toEqual({
      arn: 'arn:aws:sagemaker:eu-west-1:123456789012:model/from-python',
      names: ['From-Python'],
      found: true,
      missing: ['ValidationException', 400],
      group: ['ResourceNotFound', 404],
      invoke: ['ValidationError', 400],
    });
  });
});
