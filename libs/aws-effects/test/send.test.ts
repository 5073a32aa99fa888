import { DescribeModelCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { GetRecordCommand } from '@aws-sdk/client-sagemaker-featurestore-runtime';
import * as E from 'fp-ts/Either';
import { isRetryable, renderAwsError, send, systemClock } from '../src/index';
import { type Answer, featureStoreRuntime, loopback, sageMaker } from './loopback.fixtures';

const answered = async (answer: Answer) => {
  const server = await loopback(() => answer);
  const result = await send(sageMaker(server.url), new DescribeModelCommand({ ModelName: 'm' }))();
  await server.close();
  return E.isLeft(result) ? result.left : result.right;
};

const fault = (code: string, message: string, status = 400): Answer => ({
  status,
  body: { __type: `com.amazon#${code}`, message },
});

describe('a command that succeeds', () => {
  it('is answered with its output', async () => {
    const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:model/m';
    expect(await answered({ status: 200, body: { ModelName: 'm', ModelArn: arn } })).toMatchObject({
      ModelArn: arn,
    });
  });

  it('is sent when the effect is run, and again each time', async () => {
    const server = await loopback(() => ({ status: 200, body: { Models: [] } }));
    const list = send(sageMaker(server.url), new ListModelsCommand({}));
    expect(server.requests).toHaveLength(0);
    await list();
    await list();
    expect(server.requests).toEqual(['POST / SageMaker.ListModels', 'POST / SageMaker.ListModels']);
    await server.close();
  });
});

describe('a command that fails', () => {
  it.each([
    ['Throttled', fault('ThrottlingException', 'Rate exceeded')],
    ['Throttled', fault('TooManyRequestsException', 'slower', 429)],
    ['NotFound', fault('ValidationException', 'Could not find model "arn:aws:sagemaker:eu:1:model/m".')],
    ['NotFound', fault('ValidationException', 'Could not find requested job with name: j')],
    ['NotFound', fault('ValidationException', 'Requested resource not found.')],
    ['NotFound', fault('ValidationException', 'ModelPackageGroup arn:aws:g does not exist.')],
    ['NotFound', fault('ResourceNotFound', "Resource Not Found: Amazon SageMaker can't find a FeatureGroup")],
    ['AlreadyExists', fault('ValidationException', 'Cannot create already existing model "arn:aws:m".')],
    ['AlreadyExists', fault('ValidationException', 'Model Package Group already exists: arn')],
    [
      'AlreadyExists',
      fault(
        'ResourceInUse',
        'Training job names must be unique within an AWS account and region, and a training job with this name already exists (arn)',
      ),
    ],
    ['AlreadyExists', fault('ResourceInUse', 'Resource Already Exists: FeatureGroup with name X exists.')],
    ['Conflict', fault('ValidationException', 'Cannot update in-progress endpoint "arn:aws:e".')],
    [
      'Conflict',
      fault('ValidationException', 'The request was rejected because the training job is in status Stopped'),
    ],
    ['Conflict', fault('ResourceInUse', 'The endpoint configuration is in use.')],
    ['Conflict', fault('ConflictException', 'The EventTime is older', 409)],
    [
      'Rejected',
      fault('ValidationException', "1 validation error detected: Value 'x' at 'modelName' failed to satisfy"),
    ],
    ['Rejected', fault('AccessDeniedException', 'not authorized to perform: sagemaker:DescribeModel')],
    ['Rejected', fault('ResourceLimitExceeded', "The account-level service limit 'ml.m5.large' is 0")],
    ['Unavailable', fault('InternalFailure', 'oops', 500)],
    ['Unavailable', fault('ServiceUnavailable', 'later', 503)],
  ])('is %s for %j', async (_tag, answer) => {
    expect(await answered(answer)).toMatchObject({ _tag, operation: 'DescribeModel' });
  });

  it('has the operation, the code, the message and the request', async () => {
    const error = await answered(fault('ValidationException', 'Could not find model "m".'));
    expect(error).toMatchObject({
      operation: 'DescribeModel',
      code: 'ValidationException',
      message: 'Could not find model "m".',
      requestId: 'request-1',
      cause: expect.any(Error),
    });
  });

  it('is understood in the REST protocol too', async () => {
    const server = await loopback(() => ({
      status: 400,
      headers: { 'x-amzn-ErrorType': 'ValidationError:http://internal/' },
      body: { Message: "Resource Not Found: Amazon SageMaker can't find a FeatureGroup with name g" },
    }));
    const command = new GetRecordCommand({ FeatureGroupName: 'g', RecordIdentifierValueAsString: '1' });
    const result = await send(featureStoreRuntime(server.url), command)();
    await server.close();
    expect(result).toMatchObject(
      E.left({ _tag: 'NotFound', operation: 'GetRecord', code: 'ValidationError' }),
    );
  });

  it('is Unavailable when no server listens', async () => {
    const server = await loopback(() => ({ status: 200 }));
    await server.close();
    const result = await send(sageMaker(server.url), new ListModelsCommand({}))();
    expect(result).toMatchObject(E.left({ _tag: 'Unavailable', code: 'ECONNREFUSED', requestId: null }));
  });

  it('is Unavailable when the connection is cut', async () => {
    const server = await loopback((request) => {
      request.socket.destroy();
      return null;
    });
    const result = await send(sageMaker(server.url), new ListModelsCommand({}))();
    await server.close();
    expect(result).toMatchObject(E.left({ _tag: 'Unavailable', code: 'ECONNRESET' }));
  });

  it('is Cancelled when its signal is aborted while it waits', async () => {
    const controller = new AbortController();
    const server = await loopback(() => {
      controller.abort();
      return null;
    });
    const { signal } = controller;
    const result = await send(sageMaker(server.url), new ListModelsCommand({}), { signal })();
    await server.close();
    expect(result).toMatchObject(E.left({ _tag: 'Cancelled', operation: 'ListModels' }));
  });
});

describe('a connection that is silent', () => {
  const silent = async () => {
    const server = await loopback(() => null);
    return { server, client: sageMaker(server.url, { maxAttempts: 10 }) };
  };

  it('is given up at the stated time, and the call is Unavailable', async () => {
    const { server, client } = await silent();
    const result = await send(client, new ListModelsCommand({}), { giveUpAfter: 200 })();
    expect(result).toMatchObject(
      E.left({ _tag: 'Unavailable', code: 'TimeoutError', message: 'no response within 0.2 s' }),
    );
    await server.close();
  });

  it('is left at once when the signal is aborted, also while the SDK waits between two tries', async () => {
    const throttled = fault('ThrottlingException', 'Rate exceeded');
    const server = await loopback(() => ({ ...throttled, headers: { 'retry-after': '3600' } }));
    const client = sageMaker(server.url, { maxAttempts: 10 });
    const controller = new AbortController();
    const result = send(client, new ListModelsCommand({}), { signal: controller.signal })();
    while (server.requests.length === 0) await systemClock.sleep(10)();
    await systemClock.sleep(200)();
    controller.abort();
    expect(await result).toMatchObject(E.left({ _tag: 'Cancelled' }));
    await server.close();
  });

  it('is not even asked when the signal was aborted before', async () => {
    const { server, client } = await silent();
    const result = await send(client, new ListModelsCommand({}), { signal: AbortSignal.abort() })();
    expect(result).toMatchObject(E.left({ _tag: 'Cancelled' }));
    expect(server.requests).toEqual([]);
    await server.close();
  });
});

describe('whether to try again', () => {
  it.each([
    ['Throttled', fault('ThrottlingException', 'Rate exceeded'), true],
    ['Unavailable', fault('InternalFailure', 'oops', 500), true],
    ['NotFound', fault('ResourceNotFound', 'no'), false],
    ['Rejected', fault('ValidationException', 'no'), false],
  ])('%s', async (_tag, answer, expected) => {
    const error = await answered(answer);
    expect('_tag' in error && isRetryable(error)).toBe(expected);
  });
});

describe('an error as a sentence', () => {
  it('names operation, code, message and request', async () => {
    const error = await answered(fault('ValidationException', 'no such thing'));
    expect('_tag' in error && renderAwsError(error)).toBe(
      'DescribeModel was rejected: ValidationException: no such thing (request request-1)',
    );
  });
});
