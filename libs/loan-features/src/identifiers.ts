// Identifiers of clients and loans: the digits of a number that int64 and a double both hold.
import { branded, type Codec, text } from '@credit-risk/io-ts-schema';
import type { Branded } from 'io-ts';

const digits = text({ pattern: '0|[1-9][0-9]{0,14}' });

interface ClientIdBrand {
  readonly ClientId: unique symbol;
}

/** A client: 1 to 15 digits, no leading zero. */
export type ClientId = Branded<string, ClientIdBrand>;

/** Codec of a client's id. */
export const ClientId: Codec<ClientId> = branded<string, ClientIdBrand>(digits, {
  name: 'ClientId',
  description: 'Number of a client',
  expectation: 'the number of a client (1 to 15 digits, no leading zero)',
});

interface LoanIdBrand {
  readonly LoanId: unique symbol;
}

/** A loan: 1 to 15 digits, no leading zero. */
export type LoanId = Branded<string, LoanIdBrand>;

/** Codec of a loan's id. */
export const LoanId: Codec<LoanId> = branded<string, LoanIdBrand>(digits, {
  name: 'LoanId',
  description: 'Number of a loan',
  expectation: 'the number of a loan (1 to 15 digits, no leading zero)',
});
