import * as fc from 'fast-check';
import { parseS3Uri, s3UriBelow } from './s3-uri';

describe('an S3 URI', () => {
  it('is a bucket and a key, whatever is in the key', () => {
    const bucket = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);
    fc.assert(
      fc.property(bucket, fc.string(), (name, key) => {
        expect(parseS3Uri(`s3://${name}/${key}`)).toEqual({ bucket: name, key });
      }),
    );
    expect(parseS3Uri('s3://bucket')).toEqual({ bucket: 'bucket', key: '' });
  });

  it('below another one has one slash between the two, however many the other ends in', () => {
    for (const base of ['s3://bucket/loans', 's3://bucket/loans/', 's3://bucket/loans//'])
      expect(s3UriBelow(base, 'a/b.csv')).toBe('s3://bucket/loans/a/b.csv');
  });
});
