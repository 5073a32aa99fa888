// The errors for names that are taken and names that are not there.
import { arnOf, type Account } from '../machine/arns';
import { validationException, type ApiError } from '../protocol/api-errors';

type Kind = 'model' | 'endpoint-config' | 'endpoint';
const spoken: Readonly<Record<Kind, string>> = {
  model: 'model',
  'endpoint-config': 'endpoint configuration',
  endpoint: 'endpoint',
};

/** [D] */
export const couldNotFind = (account: Account, kind: Kind, name: string): ApiError =>
  validationException(`Could not find ${spoken[kind]} "${arnOf(account, kind, name)}".`);

/** [W] */
export const alreadyExisting = (account: Account, kind: Kind, name: string): ApiError =>
  validationException(`Cannot create already existing ${spoken[kind]} "${arnOf(account, kind, name)}".`);
