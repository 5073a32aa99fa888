import { object, text } from '@credit-risk/io-ts-schema';
import { messageOf, resultOf } from './credit-risk';

describe('The last line that credit-risk prints', () => {
  const result = (output: string) => resultOf(object({ url: text() }), 'deploy')({ exitCode: 0, output });

  it('is the result', () => {
    expect(result('progress\n{"url":"http://a"}\n')).toMatchObject({ right: { url: 'http://a' } });
  });

  it.each([
    ['', 'without a result'],
    ['{"uri":"http://a"}\n', 'not as expected'],
  ])('is refused as %j', (output, message) => {
    expect(result(output)).toMatchObject({
      left: { exitCode: 3, message: expect.stringContaining(`deploy`) },
    });
    expect(result(output)).toMatchObject({ left: { message: expect.stringContaining(message) } });
  });

  it('has the message of an error in its member msg', () => {
    expect(messageOf('{"msg":"first"}\n{"level":50,"msg":"The CDK failed."}\n')).toBe('The CDK failed.');
  });

  it.each(['Killed', '{"level":50}', 'null'])('is the message itself if it is %s', (line) => {
    expect(messageOf(`{"msg":"first"}\n${line}\n`)).toBe(line);
  });
});
