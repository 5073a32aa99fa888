// The features of a client's last loan.
import { calendarDate, object, text } from '@credit-risk/io-ts-schema';
import { ClientId, FeatureVector, LoanId } from '@credit-risk/loan-features';
import type { TypeOf } from 'io-ts';

/** Codec of a contract version. */
export const ContractVersion = text({
  pattern: '[0-9a-f]{16}',
  description: 'Version of what the features mean; changes with their meaning, not with their wording',
});

/** Codec of the day of a client's last loan. */
export const loanDate = calendarDate({ description: 'Day of the last loan, which the features describe' });

/** Codec of a client's features. */
export const ClientFeatures = object(
  {
    clientId: ClientId,
    loanId: LoanId,
    loanDate,
    features: FeatureVector,
    featureGroup: text({
      description: 'Feature group of the Feature Store that the features were read from',
    }),
    contractVersion: ContractVersion,
  },
  { name: 'ClientFeatures', description: "The features of a client's last loan", open: true },
);

/** A client's features. */
export type ClientFeatures = TypeOf<typeof ClientFeatures>;
