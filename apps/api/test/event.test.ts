import * as E from 'fp-ts/Either';
import { requestOf, lambdaResponseOf } from '../src/infra/lambda/event';
import { eventOf } from './lambda-process.fixtures';

const read = (event: unknown) => {
  const request = requestOf(event);
  if (E.isLeft(request)) throw new Error(request.left);
  return request.right;
};

describe('an event of API Gateway', () => {
  it('is a request: method, path, headers', () => {
    const request = read(eventOf('/v1/predictions', {}, { 'content-type': 'text/plain' }, 'POST'));
    expect(request).toMatchObject({ method: 'POST', path: '/v1/predictions' });
    expect(request.header('content-type')).toBe('text/plain');
    expect(request.header('x-none')).toBeNull();
  });

  it.each([
    ['as text', { body: '{"name":"Zoë"}' }, '{"name":"Zoë"}'],
    [
      'in base64',
      { body: Buffer.from('{"name":"Zoë"}').toString('base64'), isBase64Encoded: true },
      '{"name":"Zoë"}',
    ],
    ['not at all', {}, ''],
  ])('has its body %s', async (_, rest, expected) => {
    expect(Buffer.from(await read({ ...eventOf('/', {}, {}, 'POST'), ...rest }).body()).toString()).toBe(
      expected,
    );
  });

  it.each([
    ['a message of a queue', { Records: [{ body: '{}' }] }],
    ['payload format 1.0', { version: '1.0', httpMethod: 'GET', path: '/health' }],
    ['nothing', null],
  ])('is not %s', (_, event) => {
    expect(requestOf(event)).toEqual(E.left('Not an API Gateway HTTP API event (payload format 2.0).'));
  });
});

describe('a response to API Gateway', () => {
  const response = { status: 200, mediaType: 'text/css', headers: { 'content-type': 'text/css' } };

  it('has text as it is, and bytes in base64', () => {
    expect(lambdaResponseOf({ ...response, body: 'p {}' })).toEqual({
      statusCode: 200,
      headers: response.headers,
      body: 'p {}',
      isBase64Encoded: false,
    });
    expect(lambdaResponseOf({ ...response, body: new Uint8Array([31, 139]) })).toMatchObject({
      body: 'H4s=',
      isBase64Encoded: true,
    });
  });
});
