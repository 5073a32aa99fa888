// What the desk says to an application: the model's word, as far as there is one.
import { PredictionClientError, type PromisePredictionClient } from '@credit-risk/prediction-client';

/** Somebody who is known wants to borrow. */
export interface Application {
  readonly clientId: string;
  readonly amount: number;
}

/** What the desk says. */
export type Reply =
  | { readonly outcome: 'approved'; readonly amount: number; readonly predictionId: string }
  | { readonly outcome: 'declined'; readonly reasons: readonly string[]; readonly predictionId: string }
  | { readonly outcome: 'referred'; readonly to: 'a colleague'; readonly because: string };

/** A desk decides by itself up to this amount. */
export const mostByItself = 10_000;

const referred = (because: string): Reply => ({ outcome: 'referred', to: 'a colleague', because });

// A client without a history is no error of the desk, and neither is a model that has no time: a colleague decides.
const becauseOf = ({ reason }: PredictionClientError): string | null => {
  switch (reason._tag) {
    case 'UnknownClient':
      return 'the client has no loan yet';
    case 'NotReady':
    case 'Throttled':
    case 'TooSlow':
      return 'the model does not answer now';
    default:
      return null;
  }
};

/** Answers an application. */
export const reply = async (
  predictions: PromisePredictionClient,
  { clientId, amount }: Application,
): Promise<Reply> => {
  if (amount > mostByItself) return referred(`more than ${mostByItself} is asked for`);
  try {
    const { decision, predictionId, reasons = [] } = await predictions.prediction(clientId);
    return decision === 'approve'
      ? { outcome: 'approved', amount, predictionId }
      : { outcome: 'declined', reasons: reasons.map(({ sentence }) => sentence), predictionId };
  } catch (error) {
    const because = error instanceof PredictionClientError ? becauseOf(error) : null;
    if (because === null) throw error;
    return referred(because);
  }
};
