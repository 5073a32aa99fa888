// What the examples of loan-features name.
import { contractVersion, EventTime, fromRecord, type Loan } from '@credit-risk/loan-features';
import * as E from 'fp-ts/Either';

export { decode } from '@credit-risk/io-ts-schema';

const stored = fromRecord([
  { FeatureName: 'id', ValueAsString: '5008804' },
  { FeatureName: 'loan_id', ValueAsString: '7' },
  { FeatureName: 'event_time', ValueAsString: '2020-12-30T00:00:00.001Z' },
  { FeatureName: 'nb_previous_loans', ValueAsString: '2' },
  { FeatureName: 'age', ValueAsString: '32' },
  { FeatureName: 'flag_own_car', ValueAsString: '1' },
]);
if (E.isLeft(stored)) throw new Error('no loan');

export const loan: Loan = stored.right;
export const time: EventTime = loan.eventTime;

export const body = JSON.stringify({
  contractVersion,
  modelName: 'champion',
  modelVersion: '9f'.repeat(32),
  threshold: 0.1,
  predictions: [{ probabilityOfDefault: 0.02, decision: 'approve' }],
});
