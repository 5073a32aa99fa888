import type { Account } from '../machine/arns';
import type { Clock } from '../machine/clock';
import type { FeatureGroupRecord } from '../store/records';
import type { Store } from '../store/store';
import type { OfflineStore } from './offline-store';
import type { RecordRules } from './record-check';

/** What the operations on feature groups and their records work with. */
export interface FeatureStoreCloud {
  readonly account: Account;
  readonly clock: Clock;
  readonly store: Store;
  readonly offline: OfflineStore;
  /** The rules for the records of a feature group. */
  readonly rules: (group: FeatureGroupRecord) => RecordRules;
  readonly minimumTransitionMilliseconds: number;
  /** Unique and random, for the ids of feature groups. */
  readonly newId: () => string;
}
