import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { mutationsOf, requestsOf } from './requests.fixtures';
import { isOperationName, serviceModels, type OperationName } from './shapes';
import { decodeInput } from './validation';

const operations: readonly OperationName[] = serviceModels
  .flatMap((model) => Object.keys(model.operations))
  .filter(isOperationName);

describe.each(operations)('%s', (operation) => {
  it('takes every request that its service model allows', () => {
    fc.assert(
      fc.property(requestsOf(operation), (request) => {
        expect(decodeInput(operation, request)).toEqual(E.right(request));
      }),
    );
  });

  const mutations = mutationsOf(operation);
  if (mutations.length > 0)
    it('refuses a request with any of its members broken, and says which and why', () => {
      fc.assert(
        fc.property(
          requestsOf(operation),
          fc.constantFrom(...mutations),
          (request, { member, value, says }) => {
            const result = decodeInput(operation, { ...request, [member]: value });
            const fault = E.isLeft(result) ? result.left : undefined;
            const text = fault?._tag === 'WrongType' ? fault.message : fault?.messages.join('; ');
            expect(text).toMatch(says);
          },
        ),
      );
    });
});
