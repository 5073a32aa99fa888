// The endpoint's response as predictions of the contract.
import { contractVersion, type EndpointResponse, type Loan, loanDateOf } from '@credit-risk/loan-features';
import { type Prediction, reasonsOf } from '@credit-risk/scoring-contract';

/** A response of the endpoint, with the loans that it is about. */
export interface ScoredLoans {
  readonly loans: readonly Loan[];
  /** Ids of the predictions, one for each loan. */
  readonly ids: readonly string[];
  readonly response: EndpointResponse;
  readonly variant: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** The predictions, in the order of the loans. */
export const toPredictions = ({ loans, ids, response, variant, at }: ScoredLoans): readonly Prediction[] =>
  response.predictions.flatMap(({ probabilityOfDefault, decision, contributions }, index) => {
    const [loan, predictionId] = [loans[index], ids[index]];
    if (loan === undefined || predictionId === undefined) return [];
    const { clientId, eventTime, features } = loan;
    return [
      {
        predictionId,
        predictedAt: new Date(at).toISOString(),
        clientId,
        probabilityOfDefault,
        decision,
        threshold: response.threshold,
        model: { name: response.modelName, version: response.modelVersion, variant },
        contractVersion,
        loanDate: loanDateOf(eventTime),
        features,
        ...(contributions === undefined ? {} : { reasons: reasonsOf(features, contributions) }),
      },
    ];
  });
