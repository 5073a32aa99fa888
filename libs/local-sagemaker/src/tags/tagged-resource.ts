// Finds out whether an ARN is that of a resource here, since only those carry tags.
import * as E from 'fp-ts/Either';
import { validationException, type ApiError } from '../protocol/api-errors';
import type { Tag } from '../service-model/operations.generated';
import type { Store } from '../store/store';

const MOST_TAGS = 50;

const holders = (store: Store) => ({
  'processing-job': store.processingJobs,
  'training-job': store.trainingJobs,
  model: store.models,
  'endpoint-config': store.endpointConfigs,
  endpoint: store.endpoints,
  'feature-group': store.featureGroups,
});

/** The tags of a resource; ARNs are compared as they are written, lower-case name and all. */
export const tagsOf = (store: Store, arn: string): E.Either<ApiError, readonly Tag[]> => {
  const [kind = '', name = ''] = (arn.split(':')[5] ?? '').split('/');
  const holder = Object.entries(holders(store)).find(([known]) => known === kind)?.[1];
  return holder?.clashing(name)?.arn === arn
    ? E.right(store.tags.get(arn) ?? [])
    : E.left(validationException(`Could not find resource "${arn}".`));
};

/** Old tags with new ones over them; a resource has at most 50. [D] */
export const merged = (old: readonly Tag[], added: readonly Tag[]): E.Either<ApiError, readonly Tag[]> => {
  const byKey = new Map([...old, ...added].map(({ Key, Value }) => [Key, { Key, Value }]));
  return byKey.size > MOST_TAGS
    ? E.left(
        validationException(`A resource can have at most ${MOST_TAGS} tags; this would make ${byKey.size}.`),
      )
    : E.right([...byKey.values()]);
};
