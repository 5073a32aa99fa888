// The one place that takes S3 URIs apart and puts them together.

export interface S3Location {
  readonly bucket: string;
  /** Key of an object, or the prefix of several; empty for a whole bucket. */
  readonly key: string;
}

/**
 * Bucket and key of an S3 URI, whose form the service model has checked; both are empty for any other text.
 * @example parseS3Uri('s3://bucket/loans/2026') // { bucket: 'bucket', key: 'loans/2026' }
 */
export const parseS3Uri = (uri: string): S3Location => {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
  return { bucket, key };
};

/**
 * An S3 URI below another one, which may end in slashes.
 * @example s3UriBelow('s3://bucket/loans/', 'a.csv') // 's3://bucket/loans/a.csv'
 */
export const s3UriBelow = (base: string, name: string): string => `${base.replace(/\/+$/, '')}/${name}`;
