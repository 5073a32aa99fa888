// Rules across the whole configuration; those of one stage stand in the stage's own codec.
import { at, type DecodeError, isObject, jsonPath, type Path } from '@credit-risk/io-ts-schema';

// Deeper than any member of a configuration: what lies below is refused already.
const deepest = 12;

const strings = (value: unknown, path: Path = []): readonly { path: Path; text: string }[] => {
  if (typeof value === 'string') return [{ path, text: value }];
  if (path.length > deepest) return [];
  const entries = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, item]) => strings(item, [...path, key]));
};

const foreignArns = (config: unknown, partition: string): DecodeError[] =>
  strings(config)
    .filter(({ text }) => text.startsWith('arn:') && text.split(':')[1] !== partition)
    .map(({ path, text }) => ({
      path: jsonPath(path),
      value: text,
      expectation: `an ARN of the partition ${partition} ($.aws.partition)`,
    }));

const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

/** What the whole configuration, decoded as far as possible, breaks. */
export const brokenRules = (config: unknown): readonly DecodeError[] => {
  const partition = at(config, ['aws', 'partition']);
  const region = at(config, ['aws', 'region']);
  if (typeof partition !== 'string') return [];
  const misplaced = typeof region === 'string' && partitionOf(region) !== partition;
  return [
    ...(misplaced
      ? [
          {
            path: '$.aws.partition',
            value: partition,
            expectation: `${partitionOf(region)}, the partition of ${region} ($.aws.region)`,
          },
        ]
      : []),
    ...foreignArns(config, misplaced ? partitionOf(region) : partition),
  ];
};
