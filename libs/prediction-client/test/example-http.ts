import { httpPredictions, PredictionClientError } from '../src/http';

/** Whether a client may borrow, or why that cannot be said now. */
export const mayBorrow = async (
  baseUrl: string,
  token: () => Promise<string>,
  clientId: string,
): Promise<string> => {
  const predictions = httpPredictions({ baseUrl, token, timeoutMilliseconds: 2000 });
  try {
    const { decision, reasons = [] } = await predictions.prediction(clientId);
    return [decision, ...reasons.map(({ sentence }) => sentence)].join('\n');
  } catch (error) {
    if (error instanceof PredictionClientError && error.reason._tag === 'UnknownClient')
      return 'ask a colleague';
    throw error;
  }
};
