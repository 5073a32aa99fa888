import { ClientId, LoanId } from '../src/index';

describe.each([
  ['client', ClientId],
  ['loan', LoanId],
])('the number of a %s', (_what, Id) => {
  it.each(['0', '7', '5008804', '999999999999999'])('may be %s', (id) => expect(Id.is(id)).toBe(true));

  it.each(['', '007', '-1', '1.0', ' 1', '1\n', '1000000000000000', '１', 5008804, null])('is not %p', (id) =>
    expect(Id.is(id)).toBe(false),
  );
});
