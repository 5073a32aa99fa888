import { ClientId, eventTimeOf, fromRecord, LoanId, toRecord } from '../src/index';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';

const clientId: unknown = '5008804';
const loanId: unknown = '208089';

export const restored =
  ClientId.is(clientId) && LoanId.is(loanId)
    ? pipe(
        eventTimeOf('2019-02-15', 0), // the client's first loan of that day
        E.map((eventTime) => ({
          clientId,
          loanId,
          eventTime,
          features: {
            nb_previous_loans: 1,
            avg_amount_loans_previous: 102.28336090329137,
            age: 32,
            years_on_the_job: null,
            flag_own_car: 1 as const,
          },
        })),
        E.map(toRecord), // 7 features: a null is an absent feature
        E.flatMap((record) => fromRecord(record)), // the same loan, bit for bit
      )
    : E.left({ _tag: 'NoId' as const });
