import {
  AddTagsCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DeleteTagsCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  ListAppsCommand,
  ListEndpointConfigsCommand,
  ListModelsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { errorOf, startTestServer, type TestServer } from '../test-server.fixtures';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.destroy());

const role = 'arn:aws:iam::123456789012:role/SageMaker';
const model = (ModelName: string) =>
  new CreateModelCommand({
    ModelName,
    ExecutionRoleArn: role,
    PrimaryContainer: { Image: 'credit-risk/inference:1', ModelDataUrl: 's3://bucket/model.tar.gz' },
    Tags: [{ Key: 'run', Value: 'r1' }],
  });
const config = (EndpointConfigName: string, ModelName: string) =>
  new CreateEndpointConfigCommand({
    EndpointConfigName,
    ProductionVariants: [{ VariantName: 'AllTraffic', ModelName, InstanceType: 'ml.m5.large' }],
  });

describe('models', () => {
  it('keep their name and have a lower-case ARN [W]', async () => {
    const { ModelArn } = await server.sageMaker.send(model('Model-A'));
    expect(ModelArn).toBe('arn:aws:sagemaker:eu-west-1:123456789012:model/model-a');
    const described = await server.sageMaker.send(new DescribeModelCommand({ ModelName: 'Model-A' }));
    expect(described).toMatchObject({
      ModelName: 'Model-A',
      ModelArn,
      ExecutionRoleArn: role,
      EnableNetworkIsolation: false,
      PrimaryContainer: { Image: 'credit-risk/inference:1', Mode: 'SingleModel' },
    });
    expect(described.CreationTime).toBeInstanceOf(Date);
  });

  it('of a name that is taken are refused with a ValidationException [W]', async () => {
    await server.sageMaker.send(model('twice'));
    expect(await errorOf(server.sageMaker.send(model('twice')))).toMatchObject({
      name: 'ValidationException',
      status: 400,
      message: 'Cannot create already existing model "arn:aws:sagemaker:eu-west-1:123456789012:model/twice".',
    });
  });

  it('that are not there are a ValidationException with the ARN in double quotes [D]', async () => {
    const expected = {
      name: 'ValidationException',
      message: 'Could not find model "arn:aws:sagemaker:eu-west-1:123456789012:model/none".',
    };
    const describeIt = server.sageMaker.send(new DescribeModelCommand({ ModelName: 'none' }));
    expect(await errorOf(describeIt)).toMatchObject(expected);
    const deleteIt = server.sageMaker.send(new DeleteModelCommand({ ModelName: 'none' }));
    expect(await errorOf(deleteIt)).toMatchObject(expected);
  });

  it('are gone after DeleteModel, with their tags', async () => {
    const { ModelArn } = await server.sageMaker.send(model('gone'));
    await server.sageMaker.send(new DeleteModelCommand({ ModelName: 'gone' }));
    expect((await errorOf(server.sageMaker.send(new DescribeModelCommand({ ModelName: 'gone' })))).name).toBe(
      'ValidationException',
    );
    expect((await errorOf(server.sageMaker.send(new ListTagsCommand({ ResourceArn: ModelArn })))).name).toBe(
      'ValidationException',
    );
  });

  it('without a container are refused', async () => {
    const call = server.sageMaker.send(new CreateModelCommand({ ModelName: 'bare' }));
    expect((await errorOf(call)).message).toBe('Either PrimaryContainer or Containers must be specified.');
  });

  it('are listed newest first, filtered and page by page', async () => {
    for (const name of ['page-1', 'page-2', 'page-3']) await server.sageMaker.send(model(name));
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await server.sageMaker.send(
        new ListModelsCommand({ NameContains: 'page-', MaxResults: 2, ...(NextToken ? { NextToken } : {}) }),
      );
      names.push(...(page.Models ?? []).map(({ ModelName }) => ModelName));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(names).toEqual(['page-3', 'page-2', 'page-1']);
    const ascending = await server.sageMaker.send(
      new ListModelsCommand({ NameContains: 'page-', SortBy: 'Name', SortOrder: 'Ascending' }),
    );
    expect(ascending.Models?.map(({ ModelName }) => ModelName)).toEqual(['page-1', 'page-2', 'page-3']);
  });
});

describe('endpoint configurations', () => {
  it('fill in weight and count of their variants [D]', async () => {
    await server.sageMaker.send(model('for-config'));
    await server.sageMaker.send(config('Config', 'for-config'));
    const { ProductionVariants, EndpointConfigArn } = await server.sageMaker.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: 'Config' }),
    );
    expect(EndpointConfigArn).toBe('arn:aws:sagemaker:eu-west-1:123456789012:endpoint-config/config');
    expect(ProductionVariants).toEqual([
      expect.objectContaining({
        VariantName: 'AllTraffic',
        InitialInstanceCount: 1,
        InitialVariantWeight: 1,
      }),
    ]);
  });

  it('of an unknown model, taken name or unknown name are refused in the words of AWS [W, D]', async () => {
    expect((await errorOf(server.sageMaker.send(config('c1', 'no-model')))).message).toBe(
      'Could not find model "arn:aws:sagemaker:eu-west-1:123456789012:model/no-model".',
    );
    await server.sageMaker.send(model('m2'));
    await server.sageMaker.send(config('c2', 'm2'));
    expect((await errorOf(server.sageMaker.send(config('c2', 'm2')))).message).toBe(
      'Cannot create already existing endpoint configuration "arn:aws:sagemaker:eu-west-1:123456789012:endpoint-config/c2".',
    );
    await server.sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'c2' }));
    const again = new DescribeEndpointConfigCommand({ EndpointConfigName: 'c2' });
    expect((await errorOf(server.sageMaker.send(again))).message).toBe(
      'Could not find endpoint configuration "arn:aws:sagemaker:eu-west-1:123456789012:endpoint-config/c2".',
    );
    const { EndpointConfigs } = await server.sageMaker.send(
      new ListEndpointConfigsCommand({ NameContains: 'c2' }),
    );
    expect(EndpointConfigs).toEqual([]);
  });
});

describe('tags', () => {
  it('are added, replaced, listed and removed', async () => {
    const { ModelArn: ResourceArn } = await server.sageMaker.send(model('tagged'));
    await server.sageMaker.send(
      new AddTagsCommand({
        ResourceArn,
        Tags: [
          { Key: 'run', Value: 'r2' },
          { Key: 'stage', Value: 's' },
        ],
      }),
    );
    await server.sageMaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['stage'] }));
    const { Tags } = await server.sageMaker.send(new ListTagsCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: 'run', Value: 'r2' }]);
  });
});

describe('anything else', () => {
  it('is refused by an error that names the operation', async () => {
    const call = server.sageMaker.send(new ListAppsCommand({}));
    const { name, message } = await errorOf(call);
    expect(name).toBe('UnknownOperationException');
    expect(message).toContain('ListApps');
  });
});
