// What the endpoint answered, with whom it is about.
import { contractVersion, type EndpointAnswer, type Loan, loanDateOf } from '@credit-risk/loan-features';
import { type Prediction, reasonsOf } from '@credit-risk/scoring-contract';

/** An answer of the endpoint, and what belongs to it. */
export interface AnsweredLoans {
  readonly loans: readonly Loan[];
  /** Of the predictions, one for each loan. */
  readonly ids: readonly string[];
  readonly answer: EndpointAnswer;
  readonly variant: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** The predictions, in the order of the loans. */
export const toPredictions = ({ loans, ids, answer, variant, at }: AnsweredLoans): readonly Prediction[] =>
  answer.predictions.flatMap(({ probabilityOfDefault, decision, contributions }, index) => {
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
        threshold: answer.threshold,
        model: { name: answer.modelName, version: answer.modelVersion, variant },
        contractVersion,
        loanDate: loanDateOf(eventTime),
        features,
        ...(contributions === undefined ? {} : { reasons: reasonsOf(features, contributions) }),
      },
    ];
  });
