import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import * as O from 'fp-ts/Option';
import { parseS3Uri, renderAwsError, s3LocationOf } from '../src/index';

describe('an S3 URI', () => {
  it('is bucket and key, whatever the key contains', () => {
    const bucket = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);
    fc.assert(
      fc.property(bucket, fc.string({ unit: 'grapheme' }), (Bucket, Key) => {
        expect(parseS3Uri(`s3://${Bucket}/${Key}`)).toEqual(O.some({ Bucket, Key }));
      }),
    );
  });

  it('may be a bucket alone, with or without a slash', () => {
    const bucket = O.some({ Bucket: 'credit-risk', Key: '' });
    expect(parseS3Uri('s3://credit-risk')).toEqual(bucket);
    expect(parseS3Uri('s3://credit-risk/')).toEqual(bucket);
  });

  it.each([
    '',
    's3://',
    's3:///key',
    'credit-risk/key',
    '/data/loans.csv',
    'https://credit-risk/key',
    ' s3://b/k',
  ])('is not %j', (uri) => {
    expect(parseS3Uri(uri)).toEqual(O.none);
  });

  it('that is malformed is rejected by name, before a call is made', () => {
    const refused = s3LocationOf('loans.csv', 'GetObject');
    expect(E.isLeft(refused) && renderAwsError(refused.left)).toBe(
      'GetObject was rejected: InvalidS3Uri: "loans.csv" is not of the form s3://bucket/key',
    );
    expect(s3LocationOf('s3://b/k', 'GetObject')).toEqual(E.right({ Bucket: 'b', Key: 'k' }));
  });
});
