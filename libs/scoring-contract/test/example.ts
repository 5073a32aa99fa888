import { decode, renderDecodeErrors } from '@credit-risk/io-ts-schema';
import { pathOf, Prediction, routes } from '../src/index';
import { openApi } from '../src/openapi';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';

export const path = pathOf(routes.getClientPrediction, { clientId: '5008806' });
// '/v1/clients/5008806/prediction'

/** An answer of the API, or everything in which it is none. */
export const read = (answer: unknown): E.Either<string, Prediction> =>
  pipe(decode(Prediction)(answer), E.mapLeft(renderDecodeErrors));

export const description = openApi({
  serverUrl: 'https://api.example.com',
  security: { kind: 'jwt', issuer: 'https://issuer.example.com' },
  version: '0.1.0',
});
