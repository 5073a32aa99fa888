import * as E from 'fp-ts/Either';
import { wholeMatch } from './patterns';
import { serviceModels } from './shapes';
import { decodeInput } from './validation';

const messagesOf = (result: E.Either<unknown, unknown>): unknown =>
  E.isLeft(result) ? result.left : undefined;

describe('the validation of requests', () => {
  it('words a value outside an enumeration, with its path in lower camel case [W]', () => {
    const result = decodeInput('CreateTrainingJob', {
      TrainingJobName: 'j',
      RoleArn: 'arn:aws:iam::123456789012:role/SageMaker',
      OutputDataConfig: { S3OutputPath: 's3://b/p', CompressionType: 'ZIP' },
    });
    expect(messagesOf(result)).toEqual({
      _tag: 'BrokenConstraints',
      messages: [
        "Value 'ZIP' at 'outputDataConfig.compressionType' failed to satisfy constraint: Member must satisfy enum value set: [GZIP, NONE]",
      ],
    });
  });

  it('finds several faults at once, length before pattern [W]', () => {
    const name = `${'x'.repeat(64)}_`;
    expect(messagesOf(decodeInput('DescribeModel', { ModelName: name }))).toEqual({
      _tag: 'BrokenConstraints',
      messages: [
        `Value '${name}' at 'modelName' failed to satisfy constraint: Member must have length less than or equal to 63`,
        `Value '${name}' at 'modelName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?`,
      ],
    });
  });

  it('words a missing member, null or left out, without quotes around null [R]', () => {
    const expected = {
      _tag: 'BrokenConstraints',
      messages: ["Value null at 'modelName' failed to satisfy constraint: Member must not be null"],
    };
    expect(messagesOf(decodeInput('DescribeModel', {}))).toEqual(expected);
    expect(messagesOf(decodeInput('DescribeModel', { ModelName: null }))).toEqual(expected);
  });

  it('counts list members from one, and reports scalar elements and map values by their whole [R]', () => {
    const tags = decodeInput('AddTags', {
      ResourceArn: 'arn:aws:sagemaker:eu-west-1:123456789012:model/m',
      Tags: [{ Key: 'ok', Value: '' }, { Value: '' }],
    });
    expect(messagesOf(tags)).toMatchObject({
      messages: ["Value null at 'tags.2.member.key' failed to satisfy constraint: Member must not be null"],
    });
    const keys = decodeInput('DeleteTags', {
      ResourceArn: 'arn:aws:sagemaker:eu-west-1:123456789012:model/m',
      TagKeys: ['x'.repeat(129)],
    });
    expect(messagesOf(keys)).toMatchObject({
      messages: [
        expect.stringContaining(
          "at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length",
        ),
      ],
    });
  });

  it('ends at a wrong JSON type, which is not a constraint [R]', () => {
    expect(messagesOf(decodeInput('DescribeModel', { ModelName: 1 }))).toEqual({
      _tag: 'WrongType',
      message: 'NUMBER_VALUE can not be converted to a String',
    });
    expect(messagesOf(decodeInput('ListModels', { MaxResults: '5' }))).toMatchObject({ _tag: 'WrongType' });
    expect(messagesOf(decodeInput('ListModels', { MaxResults: 1.5 }))).toMatchObject({ _tag: 'WrongType' });
  });

  it('checks ranges of numbers', () => {
    expect(messagesOf(decodeInput('ListModels', { MaxResults: 101 }))).toMatchObject({
      messages: [
        "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
      ],
    });
  });
});

describe('the patterns of the service models', () => {
  it('all mean something in JavaScript', () => {
    const patterns = serviceModels.flatMap((model) =>
      Object.values(model.shapes).flatMap(({ pattern }) => pattern ?? []),
    );
    expect(patterns.length).toBeGreaterThan(100);
    for (const pattern of patterns) expect(() => wholeMatch(pattern)).not.toThrow();
  });

  it('match the whole value, as the service does', () => {
    expect(wholeMatch('[a-z]+').test('abc1')).toBe(false);
    expect(wholeMatch('^[a-z]+').test('abc1')).toBe(false);
    expect(wholeMatch('\\A\\S[\\p{Print}]*\\z').test('a b')).toBe(true);
    expect(wholeMatch('\\A\\S[\\p{Print}]*\\z').test('a\u00e9')).toBe(false);
  });
});
