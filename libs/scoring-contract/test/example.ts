import { decode, renderDecodeErrors } from '@credit-risk/io-ts-schema';
import { pathOf, Prediction, routes } from '../src/index';
import { openApi } from '../src/openapi';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';

export const path = pathOf(routes.getClientPrediction, { clientId: '5008806' });
// '/v1/clients/5008806/prediction'

/** A response of the API, or every place where it breaks the contract. */
export const read = (response: unknown): E.Either<string, Prediction> =>
  pipe(decode(Prediction)(response), E.mapLeft(renderDecodeErrors));

export const description = openApi({
  serverUrl: 'https://api.example.com',
  security: { kind: 'jwt', issuer: 'https://issuer.example.com' },
  version: '0.1.0',
});
