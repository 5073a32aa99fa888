export {
  type AlreadyExists,
  type AwsError,
  type AwsFailure,
  type Cancelled,
  type Conflict,
  isRetryable,
  type NotFound,
  type Rejected,
  renderAwsError,
  type Throttled,
  type Unavailable,
} from './aws-error';
export { toAwsError } from './classify';
export { type AwsClient, type AwsCommand, type OutputOf, send, type SendOptions } from './send';
export { collectAll, type FetchPage, type Page, paginate } from './paginate';
export { type Backoff, backoff, jittered, type Random } from './backoff';
export { type Clock, systemClock } from './clock';
export { type Poll, type PollError, pollUntil, renderPollError } from './poll-until';
export type { Patience } from './patience';
export { type Retry, retrying, retryingWhile } from './retrying';
export { withDeadline } from './with-deadline';
export { parseS3Uri, type S3Location, s3LocationOf } from './s3-uri';
