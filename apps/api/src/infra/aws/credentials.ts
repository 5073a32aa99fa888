// The credentials that Lambda gives a function, in its environment; they are good for as long as the process is.
import * as E from 'fp-ts/Either';
import type { Credentials } from './signature';

type Environment = Readonly<Record<string, string | undefined>>;

/** The credentials, or which variables are missing. */
export const credentialsIn = (environment: Environment): E.Either<string, Credentials> => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    AWS_SESSION_TOKEN: sessionToken = '',
  } = environment;
  if (accessKeyId === '' || secretAccessKey === '')
    return E.left('No credentials: expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
  return E.right({ accessKeyId, secretAccessKey, ...(sessionToken === '' ? {} : { sessionToken }) });
};
