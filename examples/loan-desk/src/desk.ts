// The desk's decision on an application: the model's, if there is one.
import { PredictionClientError, type PromisePredictionClient } from '@credit-risk/prediction-client';

/** A client's application for a loan. */
export interface Application {
  readonly clientId: string;
  readonly amount: number;
}

/** The desk's decision. */
export type Outcome =
  | { readonly outcome: 'approved'; readonly amount: number; readonly predictionId: string }
  | { readonly outcome: 'declined'; readonly reasons: readonly string[]; readonly predictionId: string }
  | { readonly outcome: 'referred'; readonly to: 'a colleague'; readonly because: string };

/** A desk decides by itself up to this amount. */
export const mostByItself = 10_000;

const referred = (because: string): Outcome => ({ outcome: 'referred', to: 'a colleague', because });

// A client without a history and a busy model are not errors of the desk: a colleague decides.
const becauseOf = ({ reason }: PredictionClientError): string | null => {
  switch (reason._tag) {
    case 'UnknownClient':
      return 'the client has no loan yet';
    case 'NotReady':
    case 'Throttled':
    case 'TooSlow':
      return 'the model does not respond now';
    default:
      return null;
  }
};

/** Decides on an application. */
export const decide = async (
  predictions: PromisePredictionClient,
  { clientId, amount }: Application,
): Promise<Outcome> => {
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
